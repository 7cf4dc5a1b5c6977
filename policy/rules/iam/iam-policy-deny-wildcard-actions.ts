import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, notApplicable, pass } from "../../finding.ts";
import { grantsOf } from "../../reading/grants.ts";
import { someOf } from "../../reading/some-of.ts";
import { types } from "../../resource-types.ts";

export const iamPolicyDenyWildcardActions = eachResource({
  id: "iam-policy-deny-wildcard-actions",
  title: "Policies name what they allow",
  controls: [...securityHub("IAM.1", "IAM.21"), ...checkov("CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40")],
  severity: "mandatory",
  of: [types.iamPolicy, types.rolePolicy, types.role],
  check: (policy) => {
    const statements = grantsOf(policy);
    if (statements === undefined) return notApplicable("it has no policy of its own");
    if (statements === "not known") return notKnown("its policy");
    const wide = statements
      .flatMap(({ actions }) => actions)
      .filter((action) => /^(\*|[^:]+:\*)$/.test(action));
    return wide.length === 0
      ? pass("every action is named")
      : fail(`it allows ${someOf(wide)}`, "Name the actions that are needed.");
  },
});
