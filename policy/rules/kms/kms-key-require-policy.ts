import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov } from "../../control-lists.ts";
import { given } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const kmsKeyRequirePolicy = eachResource({
  id: "kms-key-require-policy",
  title: "Keys say who may use them",
  controls: checkov("CKV2_AWS_64"),
  severity: "mandatory",
  of: [types.key],
  check: (key, plan) =>
    given(key, "policy") === undefined
      ? mustHaveSatellite(plan, key, {
          type: types.keyPolicy,
          property: "keyId",
          mend: "Give the key a policy that names its users.",
        })
      : mustBeGiven(key, "policy", "Give the key a policy that names its users."),
});
