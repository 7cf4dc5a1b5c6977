import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail, notApplicable, pass } from "../../finding.ts";
import { takesNoResource } from "../../reading/actions-without-resources.ts";
import { grantsOf } from "../../reading/grants.ts";
import { someOf } from "../../reading/some-of.ts";
import { types } from "../../resource-types.ts";

export const iamPolicyDenyWildcardResources = eachResource({
  id: "iam-policy-deny-wildcard-resources",
  title: "Policies name the resources that they are for",
  controls: checkov("CKV_AWS_355"),
  severity: "advisory",
  of: [types.iamPolicy, types.rolePolicy, types.role],
  check: (policy) => {
    const statements = grantsOf(policy);
    if (statements === undefined) return notApplicable("it has no policy of its own");
    if (statements === "not known") return notKnown("its policy");
    const wide = statements
      .filter(({ resources, condition }) => resources.includes("*") && condition === undefined)
      .flatMap(({ actions }) => actions)
      .filter((action) => !takesNoResource(action));
    return wide.length === 0
      ? pass("resources are named, where AWS lets them be")
      : fail(`it allows ${someOf(wide)} on *`, "Name the resources, or make a condition.");
  },
});
