import { type ProductionRule, rule } from "./rule.ts";

/**
 * Updates by a copy that takes over. What cannot be had with it: "Limitations and considerations for Amazon RDS blue/green
 * deployments" (RDS user guide, 2026-11-28), and replicas, which the provider does not coordinate
 * (terraform-provider-aws 33702).
 */
export const upgradeRules: readonly ProductionRule[] = [
  rule(["blueGreenUpdate", "replicas", "copyRegionReplica"], (settings) => {
    const { blueGreenUpdate, replicas, copyRegionReplica } = settings;
    return blueGreenUpdate && (replicas > 0 || copyRegionReplica)
      ? [
          {
            key: "blueGreenUpdate",
            problem: "with replicas, which such an update leaves behind",
            mend: "set it to false: the server is then updated in place, or set pgstack:replicas to 0 first",
          },
        ]
      : [];
  }),
  rule(["blueGreenUpdate", "proxy"], ({ blueGreenUpdate, proxy }) =>
    blueGreenUpdate && proxy
      ? [
          {
            key: "blueGreenUpdate",
            problem: "with RDS Proxy, which would go on with the old server",
            mend: "set one of the two to false",
          },
        ]
      : [],
  ),
  rule(["blueGreenUpdate", "backupRetention"], ({ blueGreenUpdate, backupRetention }) =>
    blueGreenUpdate && backupRetention === 0
      ? [
          {
            key: "blueGreenUpdate",
            problem: "without automated backups, from which the copy is made",
            mend: "set pgstack:backupRetention to 1 or more",
          },
        ]
      : [],
  ),
  rule(["blueGreenUpdate", "allowMajorVersionUpgrade", "parameters"], (settings) => {
    const { blueGreenUpdate, allowMajorVersionUpgrade, parameters } = settings;
    const logical = parameters["rds.logical_replication"];
    return blueGreenUpdate && allowMajorVersionUpgrade && logical !== "1" && logical !== "on"
      ? [
          {
            key: "allowMajorVersionUpgrade",
            problem: "by a copy, which follows another major version by logical replication alone",
            mend: "set pgstack:parameters.rds.logical_replication to 1 and reboot first, or pgstack:blueGreenUpdate to false",
          },
        ]
      : [];
  }),
];
