import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSnapshotCopyRequireCustomerKey = eachResource({
  id: "rds-snapshot-copy-require-customer-key",
  title: "Copies of snapshots are encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_266"),
  severity: "mandatory",
  of: [types.snapshotCopy, types.clusterSnapshotCopy],
  check: (copy, plan) =>
    mustHaveCustomerKey(copy, "kmsKeyId", plan, "Set kmsKeyId to a key of the copy's region."),
});
