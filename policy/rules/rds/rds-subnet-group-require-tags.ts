import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveTags } from "../../checks/must-have-tags.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSubnetGroupRequireTags = eachResource({
  id: "rds-subnet-group-require-tags",
  title: "Subnet groups have tags",
  controls: securityHub("RDS.33"),
  severity: "mandatory",
  of: [types.subnetGroup],
  check: mustHaveTags,
});
