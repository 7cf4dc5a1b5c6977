import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { isSecondCluster } from "../../reading/second-cluster.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterDenyDefaultAdmin = eachResource({
  id: "rds-cluster-deny-default-admin",
  title: "Administrators of clusters have a name of their own",
  controls: securityHub("RDS.24"),
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) =>
    isSecondCluster(cluster)
      ? notApplicable("a second cluster's administrator is its primary's")
      : mustBe(cluster, "masterUsername", {
          accepts: (user) => !["postgres", "admin"].includes(String(user)),
          wanted: "a name of your own",
          mend: "Set pgstack:adminUser to another name.",
        }),
});
