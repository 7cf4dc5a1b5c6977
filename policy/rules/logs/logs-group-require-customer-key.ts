import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const logsGroupRequireCustomerKey = eachResource({
  id: "logs-group-require-customer-key",
  title: "Logs are encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_158"),
  severity: "mandatory",
  of: [types.logGroup],
  check: (group, plan) =>
    mustHaveCustomerKey(group, "kmsKeyId", plan, "Set kmsKeyId to a key that CloudWatch Logs may use."),
});
