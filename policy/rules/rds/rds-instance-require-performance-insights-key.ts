import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequirePerformanceInsightsKey = eachResource({
  id: "rds-instance-require-performance-insights-key",
  title: "What loads instances is recorded encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_354"),
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance, plan) =>
    (instance.inputs.performanceInsightsEnabled ?? false) === false
      ? notApplicable("nothing is recorded")
      : mustHaveCustomerKey(
          instance,
          "performanceInsightsKmsKeyId",
          plan,
          "Set performanceInsightsKmsKeyId to a key of your own.",
        ),
});
