import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireDeadLetters = eachResource({
  id: "lambda-function-require-dead-letters",
  title: "Failed calls of functions are kept",
  controls: checkov("CKV_AWS_116"),
  severity: "advisory",
  of: [types.lambda],
  check: (called) =>
    mustBeGiven(called, "deadLetterConfig", "Name a queue or topic, or write down why calls are not lost."),
});
