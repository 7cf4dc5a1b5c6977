import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireEncryption = eachResource({
  id: "rds-cluster-require-encryption",
  title: "Storage of clusters is encrypted",
  controls: [...securityHub("RDS.27"), ...checkov("CKV_AWS_96")],
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) => mustBeTrue(cluster, "storageEncrypted", "Set storageEncrypted to true."),
});
