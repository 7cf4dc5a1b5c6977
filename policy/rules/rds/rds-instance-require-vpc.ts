import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { given } from "../../reading/known.ts";
import { isReplica } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireVpc = eachResource({
  id: "rds-instance-require-vpc",
  title: "Instances are in a VPC",
  controls: securityHub("RDS.18"),
  severity: "mandatory",
  of: [types.instance],
  check: (instance) =>
    isReplica(instance) && given(instance, "dbSubnetGroupName") === undefined
      ? notApplicable("a replica is in its source's VPC")
      : mustBeGiven(instance, "dbSubnetGroupName", "Set dbSubnetGroupName to a group of private subnets."),
});
