import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const called = (inputs: Inputs, links?: Links) => resource(types.lambda, "rotation", inputs, links);
const permission = (inputs: Inputs) => resource(types.lambdaPermission, "rotation-permission", inputs);
const key = resource(types.key, "secret-key");
const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const policy = (statement: object) =>
  resource(types.rolePolicy, "rotation-policy", { policy: document(statement) });
const role = (inputs: Inputs) => resource(types.role, "rotation-role", inputs);
const attachment = (inputs: Inputs, links?: Links) =>
  resource(types.rolePolicyAttachment, "rotation-vpc", inputs, links);
const trust = (Principal: object | string, Condition?: object) =>
  document([{ Effect: "Allow", Action: "sts:AssumeRole", Principal, Condition }]);

export const functionCases: Readonly<Record<string, RuleCases>> = {
  "lambda-function-require-tracing": {
    pass: says(
      [called({ tracingConfig: { mode: "Active" } })],
      'rotation pass: tracingConfig is {"mode":"Active"}',
    ),
    fail: says(
      [called({ tracingConfig: { mode: "PassThrough" } })],
      'rotation fail: tracingConfig is {"mode":"PassThrough"}, not with mode Active',
    ),
    unknown: says(
      [called({ tracingConfig: { mode: later } })],
      "rotation unknown: tracingConfig is known only when it is made",
    ),
  },
  "lambda-function-require-concurrency-limit": {
    pass: says(
      [called({ reservedConcurrentExecutions: 1 })],
      "rotation pass: reservedConcurrentExecutions is 1",
    ),
    fail: says(
      [called({ reservedConcurrentExecutions: -1 })],
      "rotation fail: reservedConcurrentExecutions is -1, not 0 or more",
    ),
    unknown: says(
      [called({ reservedConcurrentExecutions: later })],
      "rotation unknown: reservedConcurrentExecutions is known only when it is made",
    ),
  },
  "lambda-function-require-dead-letters": {
    pass: says(
      [called({ deadLetterConfig: { targetArn: "arn:aws:sqs:us-east-1:123456789012:dead" } })],
      "rotation pass: deadLetterConfig is set",
    ),
    fail: says([called({})], "rotation fail: deadLetterConfig is not set"),
    unknown: says(
      [called({ deadLetterConfig: later })],
      "rotation unknown: deadLetterConfig is known only when it is made",
    ),
  },
  "lambda-function-require-vpc": {
    pass: says(
      [called({ vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } })],
      "rotation pass: vpcConfig is set",
    ),
    fail: says([called({})], "rotation fail: vpcConfig is not set"),
    unknown: says(
      [called({ vpcConfig: later })],
      "rotation unknown: vpcConfig is known only when it is made",
    ),
  },
  "lambda-function-require-encrypted-environment": {
    pass: says(
      [called({ environment: { variables: { SECRET: "arn" } } }, { kmsKeyArn: [key] }), key],
      "rotation pass: kmsKeyArn comes from secret-key",
    ),
    fail: says(
      [called({ environment: { variables: { SECRET: "arn" } } })],
      "rotation fail: kmsKeyArn is not set: the key is AWS's",
    ),
    unknown: says(
      [called({ environment: { variables: {} }, kmsKeyArn: later })],
      "rotation unknown: kmsKeyArn is known only when it is made",
    ),
    also: {
      "without an environment": says([called({})], "rotation not-applicable: it has no environment"),
    },
  },
  "lambda-function-require-code-signing": {
    pass: says(
      [called({ codeSigningConfigArn: "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-1" })],
      "rotation pass: codeSigningConfigArn is set",
    ),
    fail: says([called({})], "rotation fail: codeSigningConfigArn is not set"),
    unknown: says(
      [called({ codeSigningConfigArn: later })],
      "rotation unknown: codeSigningConfigArn is known only when it is made",
    ),
  },
  "lambda-function-deny-old-runtime": {
    pass: says([called({ runtime: "nodejs24.x" })], "rotation pass: runtime is nodejs24.x"),
    fail: says(
      [called({ runtime: "nodejs18.x" })],
      "rotation fail: runtime is nodejs18.x, not one that AWS mends",
    ),
    unknown: says([called({ runtime: later })], "rotation unknown: runtime is known only when it is made"),
    also: {
      "an image": says(
        [called({ packageType: "Image" })],
        "rotation not-applicable: an image brings its own",
      ),
    },
  },
  "lambda-permission-require-source": {
    pass: says(
      [permission({ principal: "secretsmanager.amazonaws.com", sourceAccount: "123456789012" })],
      "rotation-permission pass: secretsmanager.amazonaws.com may call it, for named sources",
    ),
    fail: says(
      [permission({ principal: "secretsmanager.amazonaws.com" })],
      "rotation-permission fail: secretsmanager.amazonaws.com may call it for any account",
    ),
    unknown: says(
      [permission({ principal: later })],
      "rotation-permission unknown: principal is known only when it is made",
    ),
    also: {
      anybody: says([permission({ principal: "*" })], "rotation-permission fail: principal is *"),
    },
  },
  "iam-policy-deny-wildcard-actions": {
    pass: says(
      [policy({ Effect: "Allow", Action: ["kms:Decrypt"], Resource: "*" }), role({})],
      "rotation-policy pass: every action is named",
      "rotation-role not-applicable: it has no policy of its own",
    ),
    fail: says(
      [
        policy([
          { Effect: "Deny", Action: "*", Resource: "*" },
          { Effect: "Allow", Action: ["s3:*", "kms:Decrypt"], Resource: "*" },
        ]),
      ],
      "rotation-policy fail: it allows s3:*",
    ),
    unknown: says(
      [resource(types.iamPolicy, "connect", { policy: later })],
      "connect unknown: its policy is known only when it is made",
    ),
    also: {
      "in a role": says(
        [role({ inlinePolicies: [{ policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) }] })],
        "rotation-role fail: it allows *",
      ),
    },
  },
  "iam-policy-deny-wildcard-resources": {
    pass: says(
      [policy({ Effect: "Allow", Action: ["ec2:describeSubnets", "kms:ListKeys"], Resource: "*" })],
      "rotation-policy pass: resources are named, where AWS lets them be",
    ),
    fail: says(
      [policy({ Effect: "Allow", Action: ["kms:Decrypt", "ec2:DescribeSubnets"], Resource: "*" })],
      "rotation-policy fail: it allows kms:Decrypt on *",
    ),
    unknown: says(
      [role({ inlinePolicies: later })],
      "rotation-role unknown: its policy is known only when it is made",
    ),
    also: {
      "many at once": says(
        [
          policy({
            Effect: "Allow",
            Action: ["rds:Describe*", "kms:Decrypt", "sns:Publish", "kms:Encrypt", "kms:Decrypt"],
            Resource: "*",
          }),
        ],
        "rotation-policy fail: it allows rds:Describe*, kms:Decrypt, sns:Publish and 1 more on *",
      ),
      "under a condition": says(
        [
          policy({
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "rds" } },
          }),
        ],
        "rotation-policy pass: resources are named, where AWS lets them be",
      ),
    },
  },
  "iam-role-deny-public-trust": {
    pass: says(
      [role({ assumeRolePolicy: trust({ Service: "lambda.amazonaws.com" }) })],
      "rotation-role pass: named principals may take it",
    ),
    fail: says(
      [role({ assumeRolePolicy: trust({ AWS: "arn:aws:iam::123456789012:root" }) })],
      "rotation-role fail: arn:aws:iam::123456789012:root may take it",
    ),
    unknown: says(
      [role({ assumeRolePolicy: later })],
      "rotation-role unknown: assumeRolePolicy is known only when it is made",
    ),
    also: {
      "a principal that is not known": says(
        [role({ assumeRolePolicy: trust({ AWS: later }) })],
        "rotation-role unknown: who may take it is known only when it is made",
      ),
      "under a condition": says(
        [role({ assumeRolePolicy: trust("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }) })],
        "rotation-role pass: named principals may take it",
      ),
    },
  },
  "iam-role-deny-administrator": {
    pass: says(
      [
        attachment({ policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole" }),
        role({}),
      ],
      "rotation-vpc pass: it has no administrator's policy",
      "rotation-role pass: it has no administrator's policy",
    ),
    fail: says(
      [attachment({ policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" })],
      "rotation-vpc fail: policyArn is an administrator's",
    ),
    unknown: says(
      [attachment({ policyArn: later })],
      "rotation-vpc unknown: policyArn is known only when it is made",
    ),
    also: {
      "a policy of the plan": says(
        [attachment({}, { policyArn: [resource(types.iamPolicy, "connect")] })],
        "rotation-vpc pass: it has no administrator's policy",
      ),
    },
  },
};
