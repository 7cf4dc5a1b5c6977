import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireMinorUpgrades = eachResource({
  id: "rds-instance-require-minor-upgrades",
  title: "Instances take minor versions by themselves",
  controls: [...securityHub("RDS.13"), ...checkov("CKV_AWS_226")],
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance) =>
    mustBeTrue(instance, "autoMinorVersionUpgrade", "Set pgstack:autoMinorVersionUpgrade to true.", true),
});
