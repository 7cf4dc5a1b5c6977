import { eachResource } from "../../checks/each-resource.ts";
import { mustNotBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceDenyPublicAccess = eachResource({
  id: "rds-instance-deny-public-access",
  title: "Instances are not reachable from the internet",
  controls: [...securityHub("RDS.2"), ...checkov("CKV_AWS_17")],
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance) => mustNotBeTrue(instance, "publiclyAccessible", "Set publiclyAccessible to false."),
});
