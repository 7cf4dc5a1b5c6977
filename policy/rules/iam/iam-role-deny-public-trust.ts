import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { iamStatements } from "../../reading/iam-document.ts";
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
    const wide = statements
      .filter(({ allows, condition }) => allows && condition === undefined)
      .flatMap(({ principals }) => principals)
      .filter((principal) => principal === "*" || /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(principal));
    return wide.length === 0
      ? pass("named principals may take it")
      : fail(`${wide.join(", ")} may take it`, "Name the roles or services, or make a condition.");
  },
});
