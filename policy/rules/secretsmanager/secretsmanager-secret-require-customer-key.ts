import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const secretsmanagerSecretRequireCustomerKey = eachResource({
  id: "secretsmanager-secret-require-customer-key",
  title: "Secrets are encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_149"),
  severity: "mandatory",
  of: [types.secret],
  check: (secret, plan) =>
    mustHaveCustomerKey(secret, "kmsKeyId", plan, "Set kmsKeyId to a key of your own."),
});
