import { eachResource } from "../../checks/each-resource.ts";
import { mustBeEncrypted } from "../../checks/must-be-encrypted.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireKmsKey = eachResource({
  id: "s3-bucket-require-kms-key",
  title: "Objects of buckets are encrypted with KMS",
  controls: [...securityHub("S3.17"), ...checkov("CKV_AWS_145")],
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) => mustBeEncrypted(plan, bucket, ["aws:kms", "aws:kms:dsse"]),
});
