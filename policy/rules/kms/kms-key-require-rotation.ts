import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const kmsKeyRequireRotation = eachResource({
  id: "kms-key-require-rotation",
  title: "Keys are rotated every year",
  controls: [...securityHub("KMS.4"), ...checkov("CKV_AWS_7")],
  severity: "mandatory",
  of: [types.key],
  check: (key) =>
    (key.inputs.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT"
      ? mustBeTrue(key, "enableKeyRotation", "Set enableKeyRotation to true.")
      : notApplicable("AWS rotates symmetric keys alone"),
});
