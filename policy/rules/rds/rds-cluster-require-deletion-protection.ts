import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireDeletionProtection = eachResource({
  id: "rds-cluster-require-deletion-protection",
  title: "AWS refuses to delete clusters",
  controls: [...securityHub("RDS.7"), ...checkov("CKV_AWS_139")],
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) => mustBeTrue(cluster, "deletionProtection", "Set pgstack:deletionProtection to true."),
});
