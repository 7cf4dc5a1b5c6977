import { instanceFamilies } from "./instance-families.ts";

/**
 * Megabits a second that a class carries to its storage at all times; those below 8xlarge do more for half an hour a day (EC2
 * user guide, "Amazon EBS-optimized instance types", 2026-11-28). Operations are in `ebs-baseline.ts`.
 */
const graviton2: Readonly<Record<string, number>> = {
  large: 630,
  xlarge: 1188,
  "2xlarge": 2375,
  "4xlarge": 4750,
  "8xlarge": 9500,
  "12xlarge": 14_250,
  "16xlarge": 19_000,
};
const since2021: Readonly<Record<string, number>> = {
  large: 650,
  xlarge: 1250,
  "2xlarge": 2500,
  "4xlarge": 5000,
  "8xlarge": 10_000,
  "12xlarge": 15_000,
  "16xlarge": 20_000,
  "24xlarge": 30_000,
  "32xlarge": 40_000,
  "48xlarge": 40_000,
};
const fifth: Readonly<Record<string, number>> = {
  large: 650,
  xlarge: 1150,
  "2xlarge": 2300,
  "4xlarge": 4750,
  "8xlarge": 6800,
  "12xlarge": 9500,
  "16xlarge": 13_600,
  "24xlarge": 19_000,
};

const families: readonly (readonly [family: RegExp, megabits: Readonly<Record<string, number>>])[] = [
  [/^[mr]5d?$/, fifth],
  [/^[mr]6gd?$/, graviton2],
  [/^[mr](6i|6id|7g|7i|8g|8gd)$/, since2021],
];

/** MiB a second of a class such as `db.r7g.large` at all times, or `undefined` where it is not known here. */
export function ebsBaselineThroughput(instanceClass: string): number | undefined {
  const [, family = "", size = ""] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  const megabits = families.find(([pattern]) => pattern.test(family))?.[1][size];
  if (megabits === undefined || !instanceFamilies.get(family)?.sizes.includes(size)) return undefined;
  return Math.floor((megabits * 1_000_000) / 8 / 1024 ** 2);
}
