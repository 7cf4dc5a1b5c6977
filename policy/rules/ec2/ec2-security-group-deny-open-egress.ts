import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { openness } from "../../checks/open-to-all.ts";
import { checkov } from "../../control-lists.ts";
import { fail, notApplicable, pass } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const ec2SecurityGroupDenyOpenEgress = eachResource({
  id: "ec2-security-group-deny-open-egress",
  title: "Security groups do not let everything out to everywhere",
  controls: checkov("CKV_AWS_382"),
  severity: "mandatory",
  of: [types.securityGroup, types.securityGroupRule, types.egressRule],
  check: (group) => {
    const open = openness(group, "egress");
    if (open === undefined) return notApplicable("it is about the way in");
    if (open === "not known") return notKnown("to where it lets out");
    return open === "all"
      ? fail("it lets every port out to everywhere", "Name the ports and places that it needs.")
      : pass(open === "some" ? "it lets single ports out" : "it lets nothing out to everywhere");
  },
});
