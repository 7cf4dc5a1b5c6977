import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const ec2VpcRequireFlowLog = eachResource({
  id: "ec2-vpc-require-flow-log",
  title: "Who talks to whom in a VPC is recorded",
  controls: [...securityHub("EC2.6"), ...checkov("CKV2_AWS_11")],
  severity: "mandatory",
  of: [types.vpc],
  check: (vpc, plan) =>
    mustHaveSatellite(plan, vpc, {
      type: types.flowLog,
      property: "vpcId",
      mend: "Make a flow log of the VPC.",
    }),
});
