import { type Input, interpolate } from "@pulumi/pulumi";
import type { PolicyDocument } from "./policy-document.ts";

export interface RotationPolicyArgs {
  region: string;
  accountId: Input<string>;
  secretArn: Input<string>;
  keyArn: Input<string>;
  functionArn: Input<string>;
  logGroupArn: Input<string>;
}

/** Network interfaces, which Lambda makes for a function in a VPC. */
const networkActions = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeSubnets",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/** Lambda alone assumes the role, for functions of this account. */
export function assumedByLambda(accountId: Input<string>): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Lambda",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}

/**
 * What the rotation's function may do: to its one secret, and only as long as it is what rotates that secret; with the key, only
 * for that secret and its own environment; write its own log. It makes passwords itself, so that it needs no right to ask for one.
 *
 * Sources, read 2026-11: Secrets Manager User Guide, "Lambda rotation function execution role permissions"; Lambda Developer
 * Guide, "Giving Lambda functions access to resources in an Amazon VPC", which has the statements on network interfaces: Lambda
 * uses them, and the code of the function is denied them.
 */
export function rotationPolicy(args: RotationPolicyArgs): PolicyDocument {
  const { region, accountId, secretArn, keyArn, functionArn, logGroupArn } = args;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Secret",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: secretArn,
        Condition: { StringEquals: { "secretsmanager:resource/AllowRotationLambdaArn": functionArn } },
      },
      {
        Sid: "KeyOfSecret",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: keyArn,
        Condition: {
          StringEquals: {
            "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
            "kms:EncryptionContext:SecretARN": secretArn,
          },
        },
      },
      {
        Sid: "KeyOfEnvironment",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: keyArn,
        Condition: { StringEquals: { "kms:EncryptionContext:aws:lambda:FunctionArn": functionArn } },
      },
      {
        Sid: "Log",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: interpolate`${logGroupArn}:*`,
      },
      {
        Sid: "NetworkInterfaces",
        Effect: "Allow",
        Action: networkActions.filter((action) => !action.startsWith("ec2:Describe")),
        Resource: interpolate`arn:aws:ec2:${region}:${accountId}:*/*`,
      },
      {
        Sid: "SeeNetworkInterfaces",
        Effect: "Allow",
        // They know no resources.
        Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
        Resource: "*",
      },
      {
        Sid: "NoNetworkInterfacesForCode",
        Effect: "Deny",
        Action: [...networkActions, "ec2:DescribeNetworkInterfaces"],
        Resource: "*",
        Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
      },
    ],
  };
}
