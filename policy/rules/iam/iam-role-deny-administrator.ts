import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { isHidden, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const iamRoleDenyAdministrator = eachResource({
  id: "iam-role-deny-administrator",
  title: "Roles are no administrators",
  controls: checkov("CKV_AWS_274"),
  severity: "mandatory",
  of: [types.rolePolicyAttachment, types.role],
  check: (role) => {
    const property = role.type === types.role ? "managedPolicyArns" : "policyArn";
    const policies = listOf(role.inputs[property]);
    // A policy of the plan's own is looked at by itself.
    if (policies.some(isHidden) && (role.propertyDependencies[property] ?? []).length === 0)
      return notKnown(property);
    return policies.some((policy) => /:policy\/(AdministratorAccess|IAMFullAccess)$/.test(String(policy)))
      ? fail(`${property} is an administrator's`, "Give it what it needs alone.")
      : pass("it has no administrator's policy");
  },
});
