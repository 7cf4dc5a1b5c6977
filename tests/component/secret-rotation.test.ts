import { readdirSync } from "node:fs";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { rotationCode } from "../../components/secret/rotation-code.ts";
import { SecretRotation, type SecretRotationArgs } from "../../components/secret/secret-rotation.ts";
import { rdsCertificates } from "../../db/rds-certificates.ts";
import { projectRoot } from "../../settings/paths.ts";
import { type Registered, registered } from "./mocks.ts";
import { resolved } from "./values.ts";

const account = "210987654321";
const secretArn = `arn:aws:secretsmanager:us-east-1:${account}:secret:mcp-demo-prod-admin-x-AbCdEf`;
const keyArn = `arn:aws:kms:us-east-1:${account}:key/secrets`;
const logKeyArn = `arn:aws:kms:us-east-1:${account}:key/logs`;
const functionName = "mcp-demo-prod-secret-rotation";
const functionArn = `arn:aws:lambda:us-east-1:${account}:function:${functionName}`;
const logName = `/aws/lambda/${functionName}`;
const args: SecretRotationArgs = {
  identifier: "mcp-demo-prod",
  secretArn,
  keyArn,
  rotationDays: 30,
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-clients"],
  host: "mcp-demo-prod.abc.us-east-1.rds.amazonaws.com",
  port: 5432,
  region: "us-east-1",
  accountId: account,
  logRetention: 30,
  logKeyArn,
  tags: { Environment: "prod" },
};

async function declared() {
  let made: SecretRotation | undefined;
  const resources = await registered(
    () => {
      made = new SecretRotation("secret-rotation", args);
    },
    {
      "aws:cloudwatch/logGroup:LogGroup": ({ name }) => ({
        arn: `arn:aws:logs:us-east-1:${account}:log-group:${name}`,
      }),
      "aws:iam/role:Role": ({ name }) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
      "aws:lambda/function:Function": () => ({ arn: functionArn }),
    },
  );
  return { resources, made };
}

async function only(type: string): Promise<Registered> {
  const found = (await declared()).resources.filter((each) => each.type === type);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

describe("SecretRotation", () => {
  it("declares these resources and no other", async () => {
    const { resources } = await declared();
    const [stack, ...made] = resources.map(({ type, name, options }) => [type, name, options.parent]);
    expect(stack?.[0]).toBe("pulumi:pulumi:Stack");
    expect(made.sort()).toEqual([
      ["aws:cloudwatch/logGroup:LogGroup", "secret-rotation-log", "secret-rotation"],
      ["aws:iam/role:Role", "secret-rotation-role", "secret-rotation"],
      ["aws:iam/rolePolicy:RolePolicy", "secret-rotation-policy", "secret-rotation"],
      ["aws:lambda/function:Function", "secret-rotation", "secret-rotation"],
      ["aws:lambda/permission:Permission", "secret-rotation-permission", "secret-rotation"],
      ["aws:secretsmanager/secretRotation:SecretRotation", "secret-rotation-schedule", "secret-rotation"],
      ["pgstack:index:SecretRotation", "secret-rotation", undefined],
    ]);
  });

  it("keeps a log for as long as it is told, encrypted, before there is a function that would make one", async () => {
    expect((await only("aws:cloudwatch/logGroup:LogGroup")).inputs).toEqual({
      name: logName,
      retentionInDays: 30,
      kmsKeyId: logKeyArn,
      tags: { Environment: "prod", Role: "secret-rotation-log", Name: logName },
    });
    expect((await only("aws:lambda/function:Function")).options.dependsOn).toContain("secret-rotation-log");
  });

  it("runs one function at a time, beside the server, with no secret in its environment", async () => {
    const { inputs, options } = await only("aws:lambda/function:Function");
    const { code: _, ...others } = inputs;
    expect(others).toEqual({
      name: functionName,
      description: "Gives mcp-demo-prod and its secret another administrator's password",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      role: `arn:aws:iam::${account}:role/${functionName}`,
      timeout: 60,
      memorySize: 256,
      reservedConcurrentExecutions: 1,
      kmsKeyArn: keyArn,
      environment: {
        variables: {
          SECRET_ARN: secretArn,
          DATABASE_HOST: "mcp-demo-prod.abc.us-east-1.rds.amazonaws.com",
          DATABASE_PORT: "5432",
        },
      },
      vpcConfig: { subnetIds: ["subnet-a", "subnet-b"], securityGroupIds: ["sg-clients"] },
      loggingConfig: { logFormat: "JSON", logGroup: logName },
      tags: { Environment: "prod", Role: "secret-rotation", Name: functionName },
    });
    // Before it has its rights it could make no network interface.
    expect(options.dependsOn).toContain("secret-rotation-policy");
  });

  it("is assumed by Lambda alone, for this account", async () => {
    const { inputs } = await only("aws:iam/role:Role");
    expect(inputs).toMatchObject({
      name: functionName,
      description: "Rotates the administrator's password of mcp-demo-prod",
      tags: { Environment: "prod", Role: "secret-rotation-role", Name: functionName },
    });
    expect(JSON.parse(String(inputs.assumeRolePolicy)).Statement).toEqual([
      {
        Sid: "Lambda",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ]);
  });

  it("may do what a rotation needs, to its own secret, and nothing else", async () => {
    const { inputs } = await only("aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(String(inputs.policy));
    const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow");
    expect(allowed.map((each: Record<string, unknown>) => [each.Sid, each.Action, each.Resource])).toEqual([
      [
        "Secret",
        [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        secretArn,
      ],
      ["KeyOfSecret", ["kms:Decrypt", "kms:GenerateDataKey"], keyArn],
      ["KeyOfEnvironment", "kms:Decrypt", keyArn],
      [
        "Log",
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        `arn:aws:logs:us-east-1:${account}:log-group:${logName}:*`,
      ],
      [
        "NetworkInterfaces",
        [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        `arn:aws:ec2:us-east-1:${account}:*/*`,
      ],
      ["SeeNetworkInterfaces", ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], "*"],
    ]);
    expect(allowed.slice(0, 3).map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([
      { StringEquals: { "secretsmanager:resource/AllowRotationLambdaArn": functionArn } },
      {
        StringEquals: {
          "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
          "kms:EncryptionContext:SecretARN": secretArn,
        },
      },
      { StringEquals: { "kms:EncryptionContext:aws:lambda:FunctionArn": functionArn } },
    ]);
    expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === "Deny")).toEqual([
      {
        Sid: "NoNetworkInterfacesForCode",
        Effect: "Deny",
        Action: [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeSubnets",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
          "ec2:DescribeNetworkInterfaces",
        ],
        Resource: "*",
        Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
      },
    ]);
  });

  it("is invoked by Secrets Manager alone, for its own secret, every so many days and not at once", async () => {
    expect((await only("aws:lambda/permission:Permission")).inputs).toEqual({
      function: functionName,
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: account,
      sourceArn: secretArn,
    });
    const { inputs, options } = await only("aws:secretsmanager/secretRotation:SecretRotation");
    expect(inputs).toEqual({
      secretId: secretArn,
      rotationLambdaArn: functionArn,
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    });
    expect(options.dependsOn).toContain("secret-rotation-permission");
  });

  it("gives what alarms look at", async () => {
    const { made } = await declared();
    expect(await resolved(made?.functionName)).toBe(functionName);
    expect(await resolved(made?.functionArn)).toBe(functionArn);
    expect(await resolved(made?.logGroupName)).toBe(logName);
  });
});

describe("rotationCode", () => {
  it("is the folder rotation/, pg with all it needs and nothing else, and RDS's certificates", async () => {
    const assets = await rotationCode().assets;
    const own = (readdirSync(join(projectRoot, "rotation"), { recursive: true }) as string[])
      .filter((file) => file.endsWith(".mjs"))
      .map((file) => file.replaceAll("\\", "/"));
    expect(own).toContain("steps/set-secret.mjs");
    const packages = [
      ...["pg", "pg-connection-string", "pg-int8", "pg-pool", "pg-protocol", "pg-types", "pgpass"],
      ...["postgres-array", "postgres-bytea", "postgres-date", "postgres-interval", "split2", "xtend"],
    ].map((name) => `node_modules/${name}`);
    expect(Object.keys(assets).sort()).toEqual([...own, ...packages, "rds-ca.pem"].sort());
    const certificates = assets["rds-ca.pem"] as asset.StringAsset;
    expect(await certificates.text).toBe(rdsCertificates());
    for (const path of packages) {
      const archive = assets[path];
      expect(archive).toBeInstanceOf(asset.FileArchive);
      expect(await (archive as asset.FileArchive).path).toBe(join(projectRoot, path));
    }
  });
});
