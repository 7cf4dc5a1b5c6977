import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const rdsClusterRequireMinorUpgrades = eachResource({
  id: "rds-cluster-require-minor-upgrades",
  title: "Multi-AZ clusters take minor versions by themselves",
  controls: securityHub("RDS.35"),
  severity: "mandatory",
  of: [types.cluster],
  check: (cluster) =>
    String(cluster.inputs.engine).startsWith("aurora")
      ? notApplicable("in Aurora it is a property of the instances")
      : mustBeTrue(cluster, "autoMinorVersionUpgrade", "Set pgstack:autoMinorVersionUpgrade to true.", true),
});
