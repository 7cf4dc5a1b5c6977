import { eachResource } from "../../checks/each-resource.ts";
import { mustNotAllowAnybody } from "../../checks/wildcard-principal.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const kmsKeyDenyWildcardPrincipal = eachResource({
  id: "kms-key-deny-wildcard-principal",
  title: "Keys are not anybody's to use",
  controls: [...securityHub("KMS.5"), ...checkov("CKV_AWS_33")],
  severity: "mandatory",
  of: [types.key, types.keyPolicy],
  check: (key) => mustNotAllowAnybody(key, "policy", "Name the principals that may use the key."),
});
