import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireMultiAz = eachResource({
  id: "rds-instance-require-multi-az",
  title: "Instances have a standby in another zone",
  controls: [...securityHub("RDS.5"), ...checkov("CKV_AWS_157")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance) =>
    mustBeTrue(
      instance,
      "multiAz",
      "Set pgstack:multiAz to true; for a replica, write down why it needs no standby.",
    ),
});
