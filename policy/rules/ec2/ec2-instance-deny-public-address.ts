import { eachResource } from "../../checks/each-resource.ts";
import { mustNotBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const ec2InstanceDenyPublicAddress = eachResource({
  id: "ec2-instance-deny-public-address",
  title: "Machines have no public address",
  controls: [...securityHub("EC2.9"), ...checkov("CKV_AWS_88")],
  severity: "mandatory",
  of: [types.machine],
  check: (machine) =>
    mustNotBeTrue(machine, "associatePublicIpAddress", "Set associatePublicIpAddress to false."),
});
