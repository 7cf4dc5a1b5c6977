import type { ProductionSettings } from "../production-settings.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Settings of an instance that a cluster of Aurora has otherwise, or not at all; each with why. */
const ofInstances: Partial<Record<keyof ProductionSettings, string>> = {
  storageType: "Aurora's storage has no type",
  allocatedStorage: "Aurora's storage grows and shrinks by itself",
  maxAllocatedStorage: "Aurora's storage grows and shrinks by itself",
  iops: "Aurora's storage has no operations to be set",
  storageThroughput: "Aurora's storage has no throughput to be set",
  multiAz: "Aurora keeps its data in three zones; pgstack:auroraMinReaders stand by",
  availabilityZone: "Aurora keeps its data in three zones",
  replicas: "Aurora has readers: pgstack:auroraMinReaders and pgstack:auroraMaxReaders",
  replicaInstanceClass: "Aurora's readers have the writer's class",
  replicaAvailabilityZones: "Aurora spreads its readers over the zones",
  replicaBackupRetention: "Aurora's readers have no backups of their own",
  replicaDeletionProtection: "pgstack:deletionProtection is the cluster's, with its readers",
  blueGreenUpdate: "this updates instances of RDS alone",
  backupReplication:
    "automated backups of Aurora are not replicated; pgstack:auroraGlobal has a second region",
  copyRegionReplica: "pgstack:auroraGlobal has a second region",
};

const ofAurora = [
  "auroraServerless",
  "auroraMinCapacity",
  "auroraMaxCapacity",
  "auroraMinReaders",
  "auroraMaxReaders",
  "auroraGlobal",
] as const;

/** Aurora's own settings, and those of the other kind of server. */
export const auroraRules: readonly ProductionRule[] = [
  rule(["server"], ({ server }, { written }) => {
    const meaningless: RuleMistake[] =
      server === "aurora"
        ? Object.entries(ofInstances)
            .filter(([name]) => written.has(name))
            .map(([name, why]) => ({
              key: name as keyof ProductionSettings,
              problem: `means nothing here: ${why}`,
              mend: "remove it, or set pgstack:server to rds",
            }))
        : ofAurora
            .filter((name) => written.has(name))
            .map((key) => ({
              key,
              problem: "means nothing to an instance of RDS",
              mend: "remove it, or set pgstack:server to aurora",
            }));
    return meaningless;
  }),
  rule(["server", "auroraServerless", "instanceClass"], ({ server, auroraServerless }, { written }) =>
    server === "aurora" && auroraServerless && written.has("instanceClass")
      ? [
          {
            key: "instanceClass",
            problem: "a serverless cluster has capacity, and no class",
            mend: "remove it, or set pgstack:auroraServerless to false",
          },
        ]
      : [],
  ),
  rule(["server", "auroraServerless"], ({ server, auroraServerless }, { written }) =>
    server === "aurora" && !auroraServerless
      ? (["auroraMinCapacity", "auroraMaxCapacity"] as const)
          .filter((name) => written.has(name))
          .map((key) => ({
            key,
            problem: "of a serverless cluster, and pgstack:auroraServerless is false",
            mend: "remove it",
          }))
      : [],
  ),
  rule(["auroraMinCapacity", "auroraMaxCapacity"], ({ auroraMinCapacity, auroraMaxCapacity }) =>
    auroraMinCapacity > auroraMaxCapacity
      ? [
          {
            key: "auroraMinCapacity",
            problem: `above pgstack:auroraMaxCapacity, ${auroraMaxCapacity}`,
            mend: "lower it, or raise the other",
          },
        ]
      : [],
  ),
  rule(["auroraMinReaders", "auroraMaxReaders"], ({ auroraMinReaders, auroraMaxReaders }) =>
    auroraMinReaders > auroraMaxReaders
      ? [
          {
            key: "auroraMinReaders",
            problem: `above pgstack:auroraMaxReaders, ${auroraMaxReaders}`,
            mend: "lower it, or raise the other",
          },
        ]
      : [],
  ),
];
