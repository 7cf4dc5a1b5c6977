import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { given } from "../../reading/known.ts";
import { isReplica, sourceOf } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireEncryption = eachResource({
  id: "rds-instance-require-encryption",
  title: "Storage of instances is encrypted",
  controls: [...securityHub("RDS.3"), ...checkov("CKV_AWS_16")],
  severity: "mandatory",
  of: [types.instance],
  check: (instance, plan) => {
    // A replica in the same region is encrypted as its source is, with its key ("Encrypting Amazon RDS resources", 2026-11).
    const source = isReplica(instance) ? sourceOf(plan, instance) : undefined;
    const inherits = source !== undefined && given(instance, "storageEncrypted") === undefined;
    return mustBeTrue(inherits ? source : instance, "storageEncrypted", "Set storageEncrypted to true.");
  },
});
