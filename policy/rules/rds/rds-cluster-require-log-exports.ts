import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireLogExports = eachResource({
  id: "rds-cluster-require-log-exports",
  title: "Clusters send their logs to CloudWatch",
  controls: [...securityHub("RDS.37"), ...checkov("CKV_AWS_324")],
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) =>
    mustBe(cluster, "enabledCloudwatchLogsExports", {
      accepts: (logs) => listOf(logs).includes("postgresql"),
      wanted: "postgresql",
      mend: "Name postgresql in pgstack:logExports.",
    }),
});
