import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { hasHidden, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const ec2VpcRequireClosedDefaultGroup = eachResource({
  id: "ec2-vpc-require-closed-default-group",
  title: "The default security group of a VPC lets nothing in or out",
  controls: [...securityHub("EC2.2"), ...checkov("CKV2_AWS_12")],
  severity: "mandatory",
  of: [types.vpc],
  check: (vpc, plan) =>
    mustHaveSatellite(plan, vpc, {
      type: types.defaultSecurityGroup,
      property: "vpcId",
      mend: "Adopt the VPC's default security group, without rules.",
      like: ({ name, inputs }) => {
        if (hasHidden(inputs.ingress) || hasHidden(inputs.egress))
          return notKnown(`what ${name} lets through`);
        return listOf(inputs.ingress).length + listOf(inputs.egress).length === 0
          ? pass(`${name} has no rules`)
          : fail(`${name} has rules`, "Take the rules out of the default security group.");
      },
    }),
});
