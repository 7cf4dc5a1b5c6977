import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { given } from "../../reading/known.ts";
import { isReplica, sourceOf } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireCustomerKey = eachResource({
  id: "rds-server-require-customer-key",
  title: "Storage of servers is encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_327"),
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    const source = isReplica(server) ? sourceOf(plan, server) : undefined;
    const inherits = source !== undefined && given(server, "kmsKeyId") === undefined;
    return mustHaveCustomerKey(
      inherits ? source : server,
      "kmsKeyId",
      plan,
      "Set kmsKeyId to a key of your own.",
    );
  },
});
