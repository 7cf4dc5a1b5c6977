import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveTags } from "../../checks/must-have-tags.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireTags = eachResource({
  id: "rds-cluster-require-tags",
  title: "Clusters have tags",
  controls: securityHub("RDS.28"),
  severity: "mandatory",
  of: [types.cluster],
  check: mustHaveTags,
});
