import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven, mustNotBeTrue } from "../../checks/must-be.ts";
import { notApplicable } from "../../finding.ts";
import { isReplica } from "../../reading/replica.ts";
import { isSecondCluster } from "../../reading/second-cluster.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireFinalSnapshot = eachResource({
  id: "rds-server-require-final-snapshot",
  title: "Servers leave a snapshot when they are deleted",
  controls: [],
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server) => {
    if (isReplica(server)) return notApplicable("a replica holds what its source holds");
    if (isSecondCluster(server)) return notApplicable("a second cluster holds what its primary holds");
    const skipped = mustNotBeTrue(server, "skipFinalSnapshot", "Set skipFinalSnapshot to false.");
    return skipped.status === "pass"
      ? mustBeGiven(server, "finalSnapshotIdentifier", "Give the final snapshot a name.")
      : skipped;
  },
});
