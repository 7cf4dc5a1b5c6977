import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsBackupCopyRequireCustomerKey = eachResource({
  id: "rds-backup-copy-require-customer-key",
  title: "Backups in another region are encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_245"),
  severity: "mandatory",
  of: [types.backupCopy],
  check: (copy, plan) =>
    mustHaveCustomerKey(copy, "kmsKeyId", plan, "Set kmsKeyId to a key of the copy's region."),
});
