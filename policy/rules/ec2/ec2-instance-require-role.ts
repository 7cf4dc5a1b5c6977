import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const ec2InstanceRequireRole = eachResource({
  id: "ec2-instance-require-role",
  title: "Machines have a role of their own",
  controls: checkov("CKV2_AWS_41"),
  severity: "mandatory",
  of: [types.machine],
  check: (machine) => mustBeGiven(machine, "iamInstanceProfile", "Give the machine an instance profile."),
});
