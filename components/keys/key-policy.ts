import { type Input, jsonStringify, type Output, output } from "@pulumi/pulumi";

/** What a service does with a key whose data it encrypts and reads. */
const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * Policy of a key: the account decides by IAM who uses it, and services on behalf of that account alone.
 *
 * @param services principals, e.g. `events.rds.amazonaws.com`
 */
export function keyPolicy(accountId: Input<string>, services: readonly string[]): Output<string> {
  return jsonStringify(
    output(accountId).apply((account) => ({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountDecides",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        ...services.flatMap((service) => serviceStatements(service, account)),
      ],
    })),
  );
}

function serviceStatements(service: string, account: string): object[] {
  const [kind = "", region = ""] = service.split(".");
  const sid = service
    .replace(/\.amazonaws\.com$/, "")
    .split(/[^a-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  const statement = (what: string, action: string[], condition?: object) => ({
    Sid: `${sid}${what}`,
    Effect: "Allow",
    Principal: { Service: service },
    Action: action,
    Resource: "*",
    ...(condition && { Condition: condition }),
  });
  // These two name what they encrypt instead of the account (CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs
  // using AWS Key Management Service"; CloudTrail user guide, "Configure AWS KMS key policies"; November 2026).
  if (kind === "logs") {
    const group = `arn:aws:logs:${region}:${account}:log-group:*`;
    return [statement("Uses", use, { ArnLike: { "kms:EncryptionContext:aws:logs:arn": group } })];
  }
  if (kind === "cloudtrail") {
    const trail = `arn:aws:cloudtrail:*:${account}:trail/*`;
    return [
      statement("Uses", ["kms:Decrypt", "kms:GenerateDataKey*"], {
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trail },
      }),
      statement("Describes", ["kms:DescribeKey"]),
      // Its message to an encrypted topic is encrypted by SNS, which names the topic and no trail (CloudTrail user guide, "Amazon
      // SNS topic policy for CloudTrail"; SNS developer guide, "Key management"; November 2026).
      statement("Notifies", ["kms:Decrypt", "kms:GenerateDataKey*"], {
        ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:*:${account}:*` },
      }),
    ];
  }
  return [statement("Uses", use, { StringEquals: { "aws:SourceAccount": account } })];
}
