import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveTags } from "../../checks/must-have-tags.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireTags = eachResource({
  id: "rds-instance-require-tags",
  title: "Instances have tags",
  controls: securityHub("RDS.30"),
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: mustHaveTags,
});
