import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequirePerformanceInsights = eachResource({
  id: "rds-instance-require-performance-insights",
  title: "Instances record what loads them",
  controls: checkov("CKV_AWS_353"),
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance) =>
    mustBeTrue(instance, "performanceInsightsEnabled", "Set performanceInsightsEnabled to true."),
});
