import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { given } from "../../reading/known.ts";
import { satellitesOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireMultiAz = eachResource({
  id: "rds-cluster-require-multi-az",
  title: "Clusters have instances in several zones",
  controls: securityHub("RDS.15"),
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster, plan) => {
    if (given(cluster, "dbClusterInstanceClass") !== undefined)
      return pass("it is a Multi-AZ cluster: two standbys in other zones");
    const { to, sure } = satellitesOf(plan, cluster, {
      type: types.clusterInstance,
      property: "clusterIdentifier",
      names: ["clusterIdentifier"],
    });
    if (to.length >= 2) return pass(`it has ${to.length} instances, which Aurora spreads over the zones`);
    if (!sure) return notKnown("which cluster an instance belongs to");
    return fail(
      `it has ${to.length === 1 ? "one instance" : "no instance"}`,
      "Give it a reader: pgstack:auroraMinReaders of 1 or more.",
    );
  },
});
