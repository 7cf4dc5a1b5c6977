import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveTags } from "../../checks/must-have-tags.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSnapshotRequireTags = eachResource({
  id: "rds-snapshot-require-tags",
  title: "Snapshots have tags",
  controls: securityHub("RDS.29", "RDS.32"),
  severity: "mandatory",
  of: [types.snapshot, types.clusterSnapshot, types.snapshotCopy, types.clusterSnapshotCopy],
  check: mustHaveTags,
});
