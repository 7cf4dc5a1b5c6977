import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { isRecord } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireTracing = eachResource({
  id: "lambda-function-require-tracing",
  title: "Calls of functions are traced",
  controls: [...securityHub("Lambda.7"), ...checkov("CKV_AWS_50")],
  severity: "advisory",
  of: [types.lambda],
  check: (called) =>
    mustBe(called, "tracingConfig", {
      accepts: (tracing) => isRecord(tracing) && tracing.mode === "Active",
      wanted: "with mode Active",
      mend: "Set tracingConfig.mode to Active.",
    }),
});
