import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireIamAuthentication = eachResource({
  id: "rds-cluster-require-iam-authentication",
  title: "Clusters take IAM's tokens for passwords",
  controls: [...securityHub("RDS.12"), ...checkov("CKV_AWS_162")],
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) =>
    mustBeTrue(cluster, "iamDatabaseAuthenticationEnabled", "Set iamDatabaseAuthenticationEnabled to true."),
});
