import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireConcurrencyLimit = eachResource({
  id: "lambda-function-require-concurrency-limit",
  title: "Functions cannot take the account's whole concurrency",
  controls: checkov("CKV_AWS_115"),
  severity: "mandatory",
  of: [types.lambda],
  check: (called) =>
    mustBe(called, "reservedConcurrentExecutions", {
      accepts: (number) => Number(number) >= 0,
      wanted: "0 or more",
      mend: "Set reservedConcurrentExecutions.",
    }),
});
