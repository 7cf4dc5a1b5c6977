import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { unknown } from "../../finding.ts";
import { linkOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const rdsSnapshotRequireEncryption = eachResource({
  id: "rds-snapshot-require-encryption",
  title: "Snapshots are encrypted",
  controls: securityHub("RDS.4"),
  severity: "mandatory",
  of: [types.snapshot, types.clusterSnapshot],
  check: (snapshot, plan) => {
    const property = snapshot.type === types.snapshot ? "dbInstanceIdentifier" : "dbClusterIdentifier";
    const names = ["identifier", "clusterIdentifier"];
    const [source] = linkOf(plan, snapshot, property, [types.instance, types.cluster], names).to;
    return source === undefined
      ? unknown("what it is a snapshot of is not in the plan")
      : mustBeTrue(source, "storageEncrypted", "Encrypt the server: a snapshot is encrypted as it is.");
  },
});
