import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionRequireVpc = eachResource({
  id: "lambda-function-require-vpc",
  title: "Functions are in a VPC",
  controls: [...securityHub("Lambda.3"), ...checkov("CKV_AWS_117")],
  severity: "mandatory",
  of: [types.lambda],
  check: (called) => mustBeGiven(called, "vpcConfig", "Put the function into private subnets."),
});
