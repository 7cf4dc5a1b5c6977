import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const secretsmanagerSecretRequireRotation = eachResource({
  id: "secretsmanager-secret-require-rotation",
  title: "Secrets are rotated",
  controls: [...securityHub("SecretsManager.1"), ...checkov("CKV2_AWS_57")],
  severity: "mandatory",
  of: [types.secret],
  check: (secret, plan) =>
    mustHaveSatellite(plan, secret, {
      type: types.secretRotation,
      property: "secretId",
      names: ["name"],
      mend: "Set pgstack:secretRotationDays.",
    }),
});
