import { eachResource } from "../../checks/each-resource.ts";
import { mustNotAllowAnybody } from "../../checks/wildcard-principal.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketDenyAnyPrincipal = eachResource({
  id: "s3-bucket-deny-any-principal",
  title: "Buckets are not anybody's to use",
  controls: checkov("CKV_AWS_70"),
  severity: "mandatory",
  of: [types.bucketPolicy],
  check: (policy) => mustNotAllowAnybody(policy, "policy", "Name the principals that may use the bucket."),
});
