import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Automated backups, and what is made from them. */
export const backupRules: readonly ProductionRule[] = [
  rule(["backupRetention", "replicas", "copyRegionReplica", "backupReplication", "server"], (settings) => {
    const { backupRetention, replicas, copyRegionReplica, backupReplication, server } = settings;
    if (backupRetention > 0) return [];
    const without = (what: string, mend: string): RuleMistake => ({
      key: "backupRetention",
      problem: `no automated backups, ${what}`,
      mend: `use 1 to 35 days, or ${mend}`,
    });
    return [
      ...(server === "aurora"
        ? [
            {
              key: "backupRetention",
              problem: "Aurora keeps a day at least",
              mend: "use 1 to 35 days",
            } as const,
          ]
        : []),
      ...(server === "rds" && (replicas > 0 || copyRegionReplica)
        ? [
            without(
              "from which replicas are made",
              "set pgstack:replicas to 0 and pgstack:copyRegionReplica to false",
            ),
          ]
        : []),
      ...(server === "rds" && backupReplication
        ? [without("which would be copied to another region", "set pgstack:backupReplication to false")]
        : []),
    ];
  }),
  rule(["vaultLock", "backupPlan"], ({ vaultLock, backupPlan }, { written }) =>
    !backupPlan && vaultLock !== "none" && written.has("vaultLock")
      ? [
          {
            key: "vaultLock",
            problem: "without a plan of AWS Backup there is no vault to lock",
            mend: "remove it, or set pgstack:backupPlan to true",
          },
        ]
      : [],
  ),
];
