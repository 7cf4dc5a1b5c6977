import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireTagsOnSnapshots = eachResource({
  id: "rds-cluster-require-tags-on-snapshots",
  title: "Snapshots of clusters have the cluster's tags",
  controls: [...securityHub("RDS.16", "RDS.47"), ...checkov("CKV_AWS_313")],
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) => mustBeTrue(cluster, "copyTagsToSnapshot", "Set copyTagsToSnapshot to true."),
});
