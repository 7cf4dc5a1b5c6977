import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireCodeSigning = eachResource({
  id: "lambda-function-require-code-signing",
  title: "Functions run signed code alone",
  controls: checkov("CKV_AWS_272"),
  severity: "advisory",
  of: [types.lambda],
  check: (called) =>
    mustBeGiven(called, "codeSigningConfigArn", "Sign the code, or write down what vouches for it."),
});
