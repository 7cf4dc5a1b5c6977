import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail } from "../../finding.ts";
import { isRecord, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const ec2SecurityGroupRequireDescription = eachResource({
  id: "ec2-security-group-require-description",
  title: "Security groups and their rules say what they are for",
  controls: checkov("CKV_AWS_23"),
  severity: "mandatory",
  of: [types.securityGroup, types.securityGroupRule, types.ingressRule, types.egressRule],
  check: (group) => {
    const own = mustBe(group, "description", {
      accepts: (text) => text !== "Managed by Pulumi" && text !== "Managed by Terraform",
      wanted: "a description of your own",
      mend: "Describe what it is for.",
    });
    const inline = [...listOf(group.inputs.ingress), ...listOf(group.inputs.egress)].filter(isRecord);
    return own.status === "pass" && inline.some(({ description = "" }) => description === "")
      ? fail("a rule in it has no description", "Describe what each rule is for.")
      : own;
  },
});
