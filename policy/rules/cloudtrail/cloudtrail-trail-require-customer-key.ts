import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireCustomerKey = eachResource({
  id: "cloudtrail-trail-require-customer-key",
  title: "Trails are encrypted with a key of the account's own",
  controls: [...securityHub("CloudTrail.2"), ...checkov("CKV_AWS_35")],
  severity: "mandatory",
  of: [types.trail],
  check: (trail, plan) =>
    mustHaveCustomerKey(trail, "kmsKeyId", plan, "Set kmsKeyId to a key that CloudTrail may use."),
});
