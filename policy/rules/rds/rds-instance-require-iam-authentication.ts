import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireIamAuthentication = eachResource({
  id: "rds-instance-require-iam-authentication",
  title: "Instances take IAM's tokens for passwords",
  controls: [...securityHub("RDS.10"), ...checkov("CKV_AWS_161")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance) =>
    mustBeTrue(instance, "iamDatabaseAuthenticationEnabled", "Set iamDatabaseAuthenticationEnabled to true."),
});
