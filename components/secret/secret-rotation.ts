import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { Permission } from "@pulumi/aws/lambda/permission.js";
import { SecretRotation as Schedule } from "@pulumi/aws/secretsmanager/secretRotation.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
  output,
} from "@pulumi/pulumi";
import { rotationCode } from "./rotation-code.ts";
import { assumedByLambda, rotationPolicy } from "./rotation-policy.ts";

export interface SecretRotationArgs {
  /** Name of the instance or cluster: names the function. A change replaces the function. */
  identifier: string;
  /** The administrator's secret. */
  secretArn: Input<string>;
  /** KMS key of the secret; it encrypts the function's environment too. */
  keyArn: Input<string>;
  /** Days between rotations, 1 to 1000. A change starts none. */
  rotationDays: number;
  /** Private subnets that reach the server, and Secrets Manager by an endpoint. */
  subnetIds: Input<Input<string>[]>;
  /** Groups that the server and the endpoint let in. */
  securityGroupIds: Input<Input<string>[]>;
  /** Host name of the server that is written to: replicas follow it. */
  host: Input<string>;
  port: Input<number>;
  region: string;
  accountId: Input<string>;
  /** Days that the function's log is kept, one of CloudWatch's values. */
  logRetention: number;
  /** KMS key of the log. */
  logKeyArn: Input<string>;
  tags: Record<string, string>;
}

/** Seconds for one of the four steps, in each of which a server that fails over may answer late. */
const timeout = 60;

/**
 * Another administrator's password every so many days, by a function of our own: the rotation that RDS has
 * (`manageMasterUserPassword`) does not work with read replicas ("Limitations for Secrets Manager integration with Amazon RDS",
 * read 2026-11). Costs next to nothing beside the endpoint of Secrets Manager.
 *
 * It starts no rotation when it is made: the first password would change while the server it made is being filled.
 */
export class SecretRotation extends ComponentResource {
  readonly functionName: Output<string>;
  readonly functionArn: Output<string>;
  readonly logGroupName: Output<string>;

  constructor(name: string, args: SecretRotationArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:SecretRotation", name, {}, opts);
    const { identifier, secretArn, keyArn, region, accountId, logKeyArn, tags } = args;
    const own = { parent: this };
    const functionName = `${identifier}-secret-rotation`;
    // Known beforehand: the role names the function, and the function the role.
    const functionArn = interpolate`arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
    const tagged = (role: string, named = functionName) => ({ ...tags, Role: role, Name: named });

    const logName = `/aws/lambda/${functionName}`;
    const logs = new LogGroup(
      `${name}-log`,
      {
        name: logName,
        retentionInDays: args.logRetention,
        kmsKeyId: logKeyArn,
        tags: tagged("secret-rotation-log", logName),
      },
      own,
    );
    const role = new Role(
      `${name}-role`,
      {
        name: functionName,
        description: `Rotates the administrator's password of ${identifier}`,
        assumeRolePolicy: jsonStringify(assumedByLambda(accountId)),
        tags: tagged("secret-rotation-role"),
      },
      own,
    );
    const allowed = new RolePolicy(
      `${name}-policy`,
      {
        name: "rotate",
        role: role.name,
        policy: jsonStringify(
          rotationPolicy({ region, accountId, secretArn, keyArn, functionArn, logGroupArn: logs.arn }),
        ),
      },
      own,
    );
    const rotate = new LambdaFunction(
      name,
      {
        name: functionName,
        description: `Gives ${identifier} and its secret another administrator's password`,
        // Supported until 2028-04 ("Lambda runtimes", read 2026-11).
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: rotationCode(),
        role: role.arn,
        timeout,
        memorySize: 256,
        // Two at once would each set a password of its own.
        reservedConcurrentExecutions: 1,
        kmsKeyArn: keyArn,
        environment: {
          variables: {
            SECRET_ARN: secretArn,
            DATABASE_HOST: args.host,
            DATABASE_PORT: interpolate`${args.port}`,
          },
        },
        vpcConfig: { subnetIds: args.subnetIds, securityGroupIds: args.securityGroupIds },
        loggingConfig: { logFormat: "JSON", logGroup: logs.name },
        tags: tagged("secret-rotation"),
      },
      { ...own, dependsOn: allowed },
    );
    const invoked = new Permission(
      `${name}-permission`,
      {
        function: rotate.name,
        action: "lambda:InvokeFunction",
        principal: "secretsmanager.amazonaws.com",
        sourceAccount: accountId,
        sourceArn: secretArn,
      },
      own,
    );
    new Schedule(
      `${name}-schedule`,
      {
        secretId: secretArn,
        rotationLambdaArn: rotate.arn,
        rotationRules: { automaticallyAfterDays: args.rotationDays },
        rotateImmediately: false,
      },
      { ...own, dependsOn: invoked },
    );
    this.functionName = output(functionName);
    this.functionArn = rotate.arn;
    this.logGroupName = logs.name;
    this.registerOutputs({ functionName });
  }
}
