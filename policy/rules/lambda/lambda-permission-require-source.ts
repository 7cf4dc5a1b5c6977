import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { isHidden, shown } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const lambdaPermissionRequireSource = eachResource({
  id: "lambda-permission-require-source",
  title: "Functions are called by named resources or accounts alone",
  controls: [...securityHub("Lambda.1"), ...checkov("CKV_AWS_301", "CKV_AWS_364")],
  severity: "mandatory",
  of: [types.lambdaPermission],
  check: (permission) => {
    const { principal, sourceArn, sourceAccount } = permission.inputs;
    if (isHidden(principal)) return notKnown("principal");
    const named = [sourceArn, sourceAccount].some(
      (value) => value !== undefined && value !== null && value !== "",
    );
    if (principal === "*" && !named) return fail("principal is *", "Name who may call it.");
    return named || !/\.amazonaws\.com$/.test(String(principal))
      ? pass(`${shown(principal ?? null)} may call it${named ? ", for named sources" : ""}`)
      : fail(`${shown(principal ?? null)} may call it for any account`, "Set sourceArn or sourceAccount.");
  },
});
