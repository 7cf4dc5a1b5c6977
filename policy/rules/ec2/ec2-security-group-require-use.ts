import { eachResource } from "../../checks/each-resource.ts";
import { checkov } from "../../control-lists.ts";
import { fail, pass, unknown } from "../../finding.ts";
import { linkOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const ec2SecurityGroupRequireUse = eachResource({
  id: "ec2-security-group-require-use",
  title: "Security groups are those of something",
  controls: checkov("CKV2_AWS_5"),
  severity: "advisory",
  of: [types.securityGroup],
  check: (group, plan) => {
    const users = plan.resources.flatMap((each) =>
      (membersOf[each.type] ?? []).map((property) => ({
        each,
        link: linkOf(plan, each, property, [group.type], ["id"]),
      })),
    );
    const user = users.find(({ link }) => link.to.includes(group));
    if (user !== undefined) return pass(`${user.each.name} is in it`);
    return users.some(({ link }) => !link.sure)
      ? unknown("which groups something is in is known only when it is made")
      : fail("nothing of the plan is in it", "Put something into it, or remove it.");
  },
});

/** Inputs by which something is in a security group. */
const membersOf: Readonly<Record<string, readonly string[]>> = {
  [types.instance]: ["vpcSecurityGroupIds"],
  [types.cluster]: ["vpcSecurityGroupIds"],
  [types.proxy]: ["vpcSecurityGroupIds"],
  [types.lambda]: ["vpcConfig"],
  [types.vpcEndpoint]: ["securityGroupIds"],
  [types.machine]: ["vpcSecurityGroupIds"],
  [types.launchTemplate]: ["vpcSecurityGroupIds", "networkInterfaces"],
  [types.networkInterface]: ["securityGroups"],
};
