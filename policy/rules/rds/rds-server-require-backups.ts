import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { isReplica } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireBackups = eachResource({
  id: "rds-server-require-backups",
  title: "Servers are backed up for seven days or more",
  controls: [...securityHub("RDS.11", "RDS.50"), ...checkov("CKV_AWS_133")],
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server) => {
    // RDS.11 leaves replicas out; a replica that says 0 is refused by Checkov.
    const fewest = isReplica(server) ? 1 : 7;
    return mustBe(server, "backupRetentionPeriod", {
      accepts: (days) => typeof days === "number" && days >= fewest && days <= 35,
      wanted: `${fewest} to 35 days`,
      mend: `Set ${fewest === 1 ? "pgstack:replicaBackupRetention" : "pgstack:backupRetention"} to ${fewest} to 35 days.`,
      byDefault: fewest,
    });
  },
});
