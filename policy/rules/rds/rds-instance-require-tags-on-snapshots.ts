import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireTagsOnSnapshots = eachResource({
  id: "rds-instance-require-tags-on-snapshots",
  title: "Snapshots of instances have the instance's tags",
  controls: [...securityHub("RDS.17"), ...checkov("CKV2_AWS_60")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance) => mustBeTrue(instance, "copyTagsToSnapshot", "Set copyTagsToSnapshot to true."),
});
