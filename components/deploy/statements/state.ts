import type { DeployScope, Statement } from "../statement.ts";

/**
 * Pulumi's state in a bucket, and the key of its secrets; nothing with Pulumi Cloud, which has tokens of its own. A preview
 * takes no lock and writes nothing.
 */
export function stateStatements(
  { stateBucket, stateKeyArn }: DeployScope,
  access: "read" | "write",
): Statement[] {
  return [
    ...(stateBucket === undefined ? [] : bucketStatements(`arn:aws:s3:::${stateBucket}`, access)),
    ...(stateKeyArn === undefined
      ? []
      : [
          {
            Sid: "StateKey",
            Effect: "Allow" as const,
            Action: ["kms:Decrypt", "kms:DescribeKey", ...(access === "write" ? ["kms:Encrypt"] : [])],
            Resource: [stateKeyArn],
          },
        ]),
  ];
}

function bucketStatements(bucket: string, access: "read" | "write"): Statement[] {
  return [
    {
      Sid: "ListState",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: [bucket],
    },
    {
      Sid: access === "read" ? "ReadState" : "WriteState",
      Effect: "Allow",
      Action: ["s3:GetObject", ...(access === "write" ? ["s3:PutObject", "s3:DeleteObject"] : [])],
      Resource: [`${bucket}/.pulumi/*`],
    },
  ];
}
