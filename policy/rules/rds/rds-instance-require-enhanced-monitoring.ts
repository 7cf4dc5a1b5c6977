import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireEnhancedMonitoring = eachResource({
  id: "rds-instance-require-enhanced-monitoring",
  title: "Instances are monitored from within the machine",
  controls: [...securityHub("RDS.6"), ...checkov("CKV_AWS_118")],
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance) =>
    mustBe(instance, "monitoringInterval", {
      accepts: (seconds) => [1, 5, 10, 15, 30, 60].includes(Number(seconds)),
      wanted: "1, 5, 10, 15, 30 or 60 seconds",
      mend: "Set pgstack:monitoringInterval to 60.",
      byDefault: 0,
    }),
});
