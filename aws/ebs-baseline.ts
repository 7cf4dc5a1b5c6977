/**
 * I/O operations a second that each class of instance has at all times, of 16 KiB; the smaller ones do more for half an hour
 * a day (EC2 user guide, "Amazon EBS-optimized instance types", and DescribeInstanceTypes, EbsOptimizedInfo.BaselineIops;
 * 2026-11). A class of RDS is the EC2 type of the same name.
 */
const graviton2 = {
  medium: 2500,
  large: 3600,
  xlarge: 6000,
  "2xlarge": 12_000,
  "4xlarge": 20_000,
  "8xlarge": 40_000,
  "12xlarge": 50_000,
  "16xlarge": 80_000,
};
const since2021 = {
  ...graviton2,
  "12xlarge": 60_000,
  "24xlarge": 120_000,
  "32xlarge": 160_000,
  "48xlarge": 240_000,
};
const since2026 = {
  medium: 2500,
  large: 3600,
  xlarge: 6000,
  "2xlarge": 12_000,
  "4xlarge": 24_000,
  "8xlarge": 48_000,
  "12xlarge": 72_000,
  "16xlarge": 96_000,
  "24xlarge": 144_000,
  "48xlarge": 288_000,
};
const fifth = {
  large: 3600,
  xlarge: 6000,
  "2xlarge": 12_000,
  "4xlarge": 18_750,
  "8xlarge": 30_000,
  "12xlarge": 40_000,
  "16xlarge": 60_000,
  "24xlarge": 80_000,
};
const forStorage = {
  large: 5417,
  xlarge: 10_833,
  "2xlarge": 21_667,
  "4xlarge": 43_333,
  "8xlarge": 86_667,
  "12xlarge": 130_000,
  "16xlarge": 173_333,
  "24xlarge": 260_000,
};
const forNetwork = {
  large: 6250,
  xlarge: 12_500,
  "2xlarge": 25_000,
  "4xlarge": 50_000,
  "8xlarge": 100_000,
  "12xlarge": 150_000,
  "16xlarge": 200_000,
  "24xlarge": 300_000,
  "32xlarge": 400_000,
};
const burstable = { micro: 500, small: 1000, medium: 2000, large: 4000, xlarge: 4000, "2xlarge": 4000 };
const muchMemory = {
  xlarge: 8125,
  "2xlarge": 16_250,
  "4xlarge": 32_500,
  "8xlarge": 65_000,
  "16xlarge": 130_000,
  "24xlarge": 195_000,
  "32xlarge": 260_000,
};
const muchMemoryAndProcessors = { "16xlarge": 173_333, "24xlarge": 260_000, "32xlarge": 260_000 };
const fourth = {
  large: 3600,
  xlarge: 6000,
  "2xlarge": 8000,
  "4xlarge": 16_000,
  "10xlarge": 32_000,
  "16xlarge": 65_000,
};
const fourthOfMemory = {
  large: 3000,
  xlarge: 6000,
  "2xlarge": 12_000,
  "4xlarge": 18_750,
  "8xlarge": 37_500,
  "16xlarge": 75_000,
};
const fastClock = {
  large: 3333,
  xlarge: 6667,
  "2xlarge": 13_333,
  "3xlarge": 20_000,
  "6xlarge": 40_000,
  "12xlarge": 80_000,
};

const families: readonly (readonly [family: RegExp, iops: Readonly<Record<string, number>>])[] = [
  [/^(m6gd?|r6gd?|c6gd)$/, graviton2],
  [/^([mr]6id?|[mr]7[gi]|[mr]8(gd?|i|a)|x2g)$/, since2021],
  [/^m9g$/, since2026],
  [/^[mr]5d?$/, fifth],
  [/^r5b$/, forStorage],
  [/^[mr]6id?n$/, forNetwork],
  [/^t(3|4g)$/, burstable],
  [/^x2iedn$/, muchMemory],
  [/^x2idn$/, muchMemoryAndProcessors],
  [/^m4$/, fourth],
  [/^r4$/, fourthOfMemory],
  [/^z1d$/, fastClock],
];

/** Of a class such as `db.r7g.large`, or `undefined` for one that is not known here. */
export function ebsBaselineIops(instanceClass: string): number | undefined {
  const [, family = "", size = ""] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  return families.find(([pattern]) => pattern.test(family))?.[1][size];
}
