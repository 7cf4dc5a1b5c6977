import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const backupVaultRequireCustomerKey = eachResource({
  id: "backup-vault-require-customer-key",
  title: "Recovery points are encrypted with a key of the account's own",
  controls: [...securityHub("Backup.1"), ...checkov("CKV_AWS_166")],
  severity: "mandatory",
  of: [types.vault],
  check: (vault, plan) =>
    mustHaveCustomerKey(vault, "kmsKeyArn", plan, "Set kmsKeyArn to a key of your own."),
});
