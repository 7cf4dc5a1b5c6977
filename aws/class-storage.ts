/** What a class carries to its storage all day long, in operations and MiB a second. */
export interface ClassStorage {
  readonly iops: number;
  readonly throughput: number;
}

type Row = readonly [iops: number, megabits: number];

/**
 * Baselines by size; classes below 8xlarge can do more for half an hour a day (EC2 user guide, "Amazon EBS-optimized instance
 * types", 2026-11-28). Operations, and megabits a second, from `large` on.
 */
const graviton2: Readonly<Record<string, Row>> = {
  large: [3600, 630],
  xlarge: [6000, 1188],
  "2xlarge": [12_000, 2375],
  "4xlarge": [20_000, 4750],
  "8xlarge": [40_000, 9500],
  "12xlarge": [50_000, 14_250],
  "16xlarge": [80_000, 19_000],
};
const current: Readonly<Record<string, Row>> = {
  large: [3600, 650],
  xlarge: [6000, 1250],
  "2xlarge": [12_000, 2500],
  "4xlarge": [20_000, 5000],
  "8xlarge": [40_000, 10_000],
  "12xlarge": [60_000, 15_000],
  "16xlarge": [80_000, 20_000],
  "24xlarge": [120_000, 30_000],
  "32xlarge": [160_000, 40_000],
  "48xlarge": [240_000, 40_000],
};
const fifth: Readonly<Record<string, Row>> = {
  large: [3600, 650],
  xlarge: [6000, 1150],
  "2xlarge": [12_000, 2300],
  "4xlarge": [18_750, 4750],
  "8xlarge": [30_000, 6800],
  "12xlarge": [40_000, 9500],
  "16xlarge": [60_000, 13_600],
  "24xlarge": [80_000, 19_000],
};

const tables: readonly (readonly [families: RegExp, table: Readonly<Record<string, Row>>])[] = [
  [/^[mr]5d?$/, fifth],
  [/^[mr]6gd?$/, graviton2],
  [/^[mr](6i|6id|7g|7i|8g|8gd)$/, current],
];

/** The baseline of a class, or `undefined` where it is not known here. */
export function classStorage(name: string): ClassStorage | undefined {
  const [, family = "", size = ""] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(name) ?? [];
  const row = tables.find(([families]) => families.test(family))?.[1][size];
  if (row === undefined) return undefined;
  const [iops, megabits] = row;
  return { iops, throughput: Math.floor((megabits * 1_000_000) / 8 / 1024 ** 2) };
}
