import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveCustomerKey } from "../../checks/must-have-customer-key.ts";
import { checkov } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { given } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireEncryptedEnvironment = eachResource({
  id: "lambda-function-require-encrypted-environment",
  title: "Environments of functions are encrypted with a key of the account's own",
  controls: checkov("CKV_AWS_173"),
  severity: "mandatory",
  of: [types.lambda],
  check: (called, plan) =>
    given(called, "environment") === undefined
      ? notApplicable("it has no environment")
      : mustHaveCustomerKey(called, "kmsKeyArn", plan, "Set kmsKeyArn to a key of your own."),
});
