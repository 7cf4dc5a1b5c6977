import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketDenyPublicAcl = eachResource({
  id: "s3-bucket-deny-public-acl",
  title: "Buckets have no public access list",
  controls: checkov("CKV_AWS_20", "CKV_AWS_57"),
  severity: "mandatory",
  of: [types.bucketAcl],
  check: (list) =>
    mustBe(list, "acl", {
      accepts: (acl) =>
        !["public-read", "public-read-write", "website", "authenticated-read"].includes(String(acl)),
      wanted: "a private one",
      mend: "Set acl to private, or leave access lists off.",
      byDefault: "private",
    }),
});
