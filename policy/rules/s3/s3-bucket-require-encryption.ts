import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { mustBeEncrypted } from "../../checks/must-be-encrypted.ts";
import { checkov } from "../../control-lists.ts";
import { pass } from "../../finding.ts";
import { satellitesOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireEncryption = eachResource({
  id: "s3-bucket-require-encryption",
  title: "Objects of buckets are encrypted",
  controls: checkov("CKV_AWS_19"),
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) => {
    const link = { type: types.bucketEncryption, property: "bucket", names: ["bucket"] };
    const { to, sure } = satellitesOf(plan, bucket, link);
    if (!sure) return notKnown("which bucket an encryption is of");
    // S3 has encrypted every new object since 2023-01 ("Setting default server-side encryption behavior", 2026-11).
    if (to.length === 0) return pass("S3 encrypts it by itself, with AES256");
    return mustBeEncrypted(plan, bucket, ["AES256", "aws:kms", "aws:kms:dsse"]);
  },
});
