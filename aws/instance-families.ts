/** A family of instance classes, such as `r7g`. */
export interface InstanceFamily {
  readonly sizes: readonly string[];
  /** First major version of PostgreSQL that runs on it; `undefined`: none in standard support does any more. */
  readonly firstMajor: number | undefined;
}

const sizes = (text: string): readonly string[] => text.split(" ");

const upTo8 = "large xlarge 2xlarge 4xlarge 8xlarge";
const upTo16 = `${upTo8} 12xlarge 16xlarge`;
const upTo24 = `${upTo16} 24xlarge`;
const upTo32 = `${upTo24} 32xlarge`;
const upTo48 = `${upTo24} 48xlarge`;
const burstable = "micro small medium large xlarge 2xlarge";

/** Sizes of each family, the same in every region but for {@link regionalSizes}. */
const sizesOf: Readonly<Record<string, string>> = {
  m1: "small medium large xlarge",
  m2: "xlarge 2xlarge 4xlarge",
  m3: "medium large xlarge 2xlarge",
  m4: "large xlarge 2xlarge 4xlarge 10xlarge 16xlarge",
  m5: upTo24,
  m5d: upTo24,
  m6g: upTo16,
  m6gd: upTo16,
  m6i: upTo32,
  m6id: upTo32,
  m6idn: upTo32,
  m6in: upTo32,
  m7g: upTo16,
  m7i: upTo48,
  m8a: upTo48,
  m8g: upTo48,
  m8gd: upTo48,
  m9g: upTo48,
  r3: upTo8,
  r4: `${upTo8} 16xlarge`,
  r5: upTo24,
  r5b: upTo24,
  r5d: upTo24,
  r6g: upTo16,
  r6gd: upTo16,
  r6i: upTo32,
  r6id: upTo32,
  r6idn: upTo32,
  r6in: upTo32,
  r7g: upTo16,
  r7i: upTo48,
  r8a: upTo48,
  r8g: upTo48,
  r8gd: upTo48,
  t1: "micro",
  t2: burstable,
  t3: burstable,
  t4g: burstable,
  x2g: upTo16,
  x2idn: "16xlarge 24xlarge 32xlarge",
  x2iedn: "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge",
};

/** Generations of before the Nitro System: the newest majors they run are out of standard support. */
const retired = new Set(["m1", "m2", "m3", "m4", "r3", "r4", "t1", "t2"]);

/**
 * First majors of the families that PostgreSQL 13 does not run on (RDS user guide, "Supported DB engines for DB instance
 * classes", and the versions that cfn-lint 1.58.0 has for each class; 2026-11-28).
 */
const laterMajors: Readonly<Record<string, number>> = { m8a: 14, r8a: 14 };

/** Every family that RDS for PostgreSQL has somewhere, by name. */
export const instanceFamilies: ReadonlyMap<string, InstanceFamily> = new Map(
  Object.entries(sizesOf).map(([name, text]) => [
    name,
    { sizes: sizes(text), firstMajor: retired.has(name) ? undefined : (laterMajors[name] ?? 13) },
  ]),
);

/** Regions in which a family has fewer sizes than elsewhere: `<region> <family>`. */
export const regionalSizes: Readonly<Record<string, readonly string[]>> = {
  "cn-north-1 m1": ["small"],
  "sa-east-1 r3": ["4xlarge", "8xlarge"],
};

/** Sizes that Aurora PostgreSQL has of a family, where it has not all of them. */
const auroraSizes: Readonly<Record<string, readonly string[]>> = {
  r6gd: ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"],
  r6id: ["24xlarge", "32xlarge"],
  r8gd: ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge"],
  t3: ["medium", "large"],
  t4g: ["medium", "large"],
};

/** Regions in which Aurora PostgreSQL has other sizes of a family: `<region> <family>`. */
const regionalAuroraSizes: Readonly<Record<string, readonly string[]>> = {
  "ap-east-1 t3": ["small", "medium", "large"],
  "ap-east-2 r6gd": ["xlarge", "4xlarge", "8xlarge"],
  "ap-northeast-3 t3": ["small", "medium", "large"],
  "me-central-1 t3": ["small", "medium", "large"],
  "me-central-1 t4g": ["medium", "large", "xlarge", "2xlarge"],
  "us-gov-east-1 t3": ["small", "medium", "large", "xlarge", "2xlarge"],
  "us-gov-west-1 t3": ["small", "medium", "large", "xlarge", "2xlarge"],
};

/** Sizes of a family that RDS for PostgreSQL has in a region. */
export function postgresSizes(region: string, family: string): readonly string[] {
  return regionalSizes[`${region} ${family}`] ?? instanceFamilies.get(family)?.sizes ?? [];
}

/** Sizes of a family that Aurora PostgreSQL has in a region. */
export function auroraSizesOf(region: string, family: string): readonly string[] {
  return (
    regionalAuroraSizes[`${region} ${family}`] ??
    auroraSizes[family] ??
    instanceFamilies.get(family)?.sizes ??
    []
  );
}
