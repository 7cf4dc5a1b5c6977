import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { openness } from "../../checks/open-to-all.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, notApplicable, pass } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const ec2SecurityGroupDenyOpenIngress = eachResource({
  id: "ec2-security-group-deny-open-ingress",
  title: "Security groups let nobody in from everywhere",
  controls: [
    ...securityHub("EC2.13", "EC2.14", "EC2.18", "EC2.19", "EC2.53", "EC2.54"),
    ...checkov("CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"),
  ],
  severity: "mandatory",
  of: [types.securityGroup, types.securityGroupRule, types.ingressRule],
  check: (group) => {
    const open = openness(group, "ingress");
    if (open === undefined) return notApplicable("it is about the way out");
    if (open === "not known") return notKnown("from where it lets in");
    return open === "closed"
      ? pass("it lets nobody in from everywhere")
      : fail("it lets in from 0.0.0.0/0 or ::/0", "Name the security groups or addresses that may connect.");
  },
});
