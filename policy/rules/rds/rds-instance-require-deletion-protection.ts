import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireDeletionProtection = eachResource({
  id: "rds-instance-require-deletion-protection",
  title: "AWS refuses to delete instances",
  controls: [...securityHub("RDS.8"), ...checkov("CKV_AWS_293")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance) => mustBeTrue(instance, "deletionProtection", "Set pgstack:deletionProtection to true."),
});
