import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { iamStatements } from "../../reading/iam-document.ts";
import { isHidden } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const iamRoleDenyPublicTrust = eachResource({
  id: "iam-role-deny-public-trust",
  title: "Roles are taken by named principals alone",
  controls: checkov("CKV_AWS_60", "CKV_AWS_61"),
  severity: "mandatory",
  of: [types.role],
  check: (role) => {
    const statements = iamStatements(role.inputs.assumeRolePolicy);
    if (statements === undefined) return notKnown("assumeRolePolicy");
    const principals = statements
      .filter(({ allows, condition }) => allows && condition === undefined)
      .flatMap(({ principals }) => principals);
    const wide = principals.filter(
      (each) => each === "*" || /^(\d{12}|arn:[^:]+:iam::[^:]+:root)$/.test(each),
    );
    if (wide.length > 0)
      return fail(`${wide.join(", ")} may take it`, "Name the roles or services, or make a condition.");
    return principals.some(isHidden) ? notKnown("who may take it") : pass("named principals may take it");
  },
});
