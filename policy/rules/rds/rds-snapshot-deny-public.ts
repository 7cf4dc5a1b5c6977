import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const rdsSnapshotDenyPublic = eachResource({
  id: "rds-snapshot-deny-public",
  title: "Snapshots are not public",
  controls: [...securityHub("RDS.1"), ...checkov("CKV_AWS_302")],
  severity: "mandatory",
  of: [types.snapshot, types.clusterSnapshot, types.snapshotCopy, types.clusterSnapshotCopy],
  check: (snapshot) =>
    mustBe(snapshot, "sharedAccounts", {
      accepts: (accounts) => !listOf(accounts).includes("all"),
      wanted: "accounts by their numbers",
      mend: "Share it with accounts by their numbers.",
      byDefault: [],
    }),
});
