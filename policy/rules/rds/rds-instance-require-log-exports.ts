import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireLogExports = eachResource({
  id: "rds-instance-require-log-exports",
  title: "Instances send their logs to CloudWatch",
  controls: [...securityHub("RDS.9", "RDS.36"), ...checkov("CKV_AWS_129")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance) =>
    mustBe(instance, "enabledCloudwatchLogsExports", {
      accepts: (logs) => ["postgresql", "upgrade"].every((log) => listOf(logs).includes(log)),
      wanted: "postgresql and upgrade",
      mend: "Name postgresql and upgrade in pgstack:logExports.",
    }),
});
