import { eachResource } from "../../checks/each-resource.ts";
import { mustNotBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const ec2SubnetDenyPublicAddress = eachResource({
  id: "ec2-subnet-deny-public-address",
  title: "Subnets give no public addresses",
  controls: [...securityHub("EC2.15"), ...checkov("CKV_AWS_130")],
  severity: "mandatory",
  of: [types.subnet],
  check: (subnet) => mustNotBeTrue(subnet, "mapPublicIpOnLaunch", "Set mapPublicIpOnLaunch to false."),
});
