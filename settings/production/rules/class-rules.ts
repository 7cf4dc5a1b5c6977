import { distance } from "fastest-levenshtein";
import { supportedMajors } from "../../../aws/engine-support.ts";
import { instanceFamilies } from "../../../aws/instance-families.ts";
import { auroraClasses, familyOf, postgresClasses } from "../../../aws/postgres-classes.ts";
import { type Region, regions } from "../../../aws/regions.ts";
import type { ProductionServerKind } from "../production-settings.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

type ClassKey = "instanceClass" | "replicaInstanceClass";

/** The class of each server, against its region and its version. */
export const classRules: readonly ProductionRule[] = [
  rule(["instanceClass", "server", "region", "auroraServerless"], (settings) => {
    const { instanceClass, server, region, auroraServerless } = settings;
    return server === "aurora" && auroraServerless
      ? []
      : missingIn(region, "instanceClass", instanceClass, server);
  }),
  rule(["instanceClass", "replicaInstanceClass", "server", "region", "replicas"], (settings) => {
    const { replicaInstanceClass, server, region, replicas } = settings;
    return server === "rds" && replicaInstanceClass !== undefined && replicas > 0
      ? missingIn(region, "replicaInstanceClass", replicaInstanceClass, server)
      : [];
  }),
  rule(["instanceClass", "replicaInstanceClass", "server", "copyRegion", "copyRegionReplica"], (settings) => {
    const { instanceClass, replicaInstanceClass, server, copyRegion, copyRegionReplica } = settings;
    if (server !== "rds" || !copyRegionReplica) return [];
    return replicaInstanceClass === undefined
      ? missingIn(copyRegion, "instanceClass", instanceClass, server)
      : missingIn(copyRegion, "replicaInstanceClass", replicaInstanceClass, server);
  }),
  rule(["instanceClass", "server", "auroraServerless", "engineVersion"], (settings, { today }) => {
    const { instanceClass, server, auroraServerless, engineVersion } = settings;
    if (server === "aurora" && auroraServerless) return [];
    return tooOldOrNew("instanceClass", instanceClass, engineVersion, today);
  }),
  rule(["replicaInstanceClass", "engineVersion"], ({ replicaInstanceClass, engineVersion }, { today }) =>
    replicaInstanceClass === undefined
      ? []
      : tooOldOrNew("replicaInstanceClass", replicaInstanceClass, engineVersion, today),
  ),
];

function missingIn(where: string, key: ClassKey, name: string, server: ProductionServerKind): RuleMistake[] {
  const region = regions.find((known) => known === where);
  if (region === undefined) return [];
  const classes = classesOf(region, server);
  if (classes.includes(name)) return [];
  const engine = server === "rds" ? "RDS for PostgreSQL" : "Aurora PostgreSQL";
  return [{ key, problem: `${engine} has no such class in ${region}`, mend: `use ${likeIt(name, classes)}` }];
}

function tooOldOrNew(key: ClassKey, name: string, major: string, today: Date): RuleMistake[] {
  // A version out of support has a mistake of its own.
  if (!supportedMajors("postgres", today).includes(major)) return [];
  const family = familyOf(name);
  const first = instanceFamilies.get(family ?? "")?.firstMajor;
  if (family === undefined || (first !== undefined && Number(major) >= first)) return [];
  return first === undefined
    ? [
        {
          key,
          problem: `db.${family} runs no version that is still in support`,
          mend: `use ${likeIt(name, current())}`,
        },
      ]
    : [
        {
          key,
          problem: `db.${family} runs PostgreSQL ${first} and newer`,
          mend: `use ${likeIt(name, current(Number(major)))}, or a newer pgstack:engineVersion`,
        },
      ];
}

function classesOf(region: Region, server: ProductionServerKind): readonly string[] {
  return server === "rds" ? postgresClasses(region) : auroraClasses(region);
}

function current(major = 99): string[] {
  return [...instanceFamilies].flatMap(([family, { sizes, firstMajor }]) =>
    firstMajor !== undefined && firstMajor <= major ? sizes.map((size) => `db.${family}.${size}`) : [],
  );
}

/** The class of the same kind and size that is nearest in generation and name among those there are. */
function likeIt(name: string, classes: readonly string[]): string {
  const wanted = partsOf(name);
  const fitting = classes
    .map(partsOf)
    .filter(({ family, kind, size }) => {
      const usable = instanceFamilies.get(family)?.firstMajor !== undefined;
      return usable && kind === wanted.kind && size === wanted.size;
    })
    .sort(
      (a, b) =>
        Math.abs(a.generation - wanted.generation) - Math.abs(b.generation - wanted.generation) ||
        distance(a.family, wanted.family) - distance(b.family, wanted.family),
    );
  return fitting[0]?.name ?? "another class";
}

/** `m`, 6 and `large` of `db.m6in.large`. */
function partsOf(name: string) {
  const [, family = "", kind = "", generation = "", size = ""] =
    /^db\.(([a-z]+)(\d+)[a-z]*)\.(.+)$/.exec(name) ?? [];
  return { name, family, kind, generation: Number(generation), size };
}
