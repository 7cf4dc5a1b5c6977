import { type DeployScope, inBothRegions, isTagged, makesTagged, type Statement } from "../statement.ts";

/** KMS keys, told by their tag, and the administrator's secret. */
export function keyStatements(scope: DeployScope): Statement[] {
  const { identifier, prefixes } = scope;
  const keys = inBothRegions(scope, "kms", "key/*");
  const { region, copyRegion } = scope;
  const via = (service: string, ...regions: readonly string[]) =>
    [...new Set(regions)].map((where) => `${service}.${where}.amazonaws.com`);
  return [
    {
      Sid: "MakeKeys",
      Effect: "Allow",
      Action: ["kms:CreateKey", "kms:TagResource"],
      Resource: ["*"],
      Condition: makesTagged(scope),
    },
    {
      Sid: "OwnKeys",
      Effect: "Allow",
      Action: [
        "kms:CreateAlias",
        "kms:UpdateAlias",
        "kms:DeleteAlias",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:UpdateKeyDescription",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:ScheduleKeyDeletion",
        "kms:CancelKeyDeletion",
      ],
      Resource: keys,
      Condition: isTagged(scope),
    },
    {
      Sid: "Aliases",
      Effect: "Allow",
      Action: ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"],
      Resource: inBothRegions(scope, "kms", ...prefixes.map((prefix) => `alias/${prefix}*`)),
    },
    {
      Sid: "GrantToServices",
      Effect: "Allow",
      Action: ["kms:CreateGrant"],
      Resource: keys,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" }, ...isTagged(scope) },
    },
    {
      Sid: "UseByServices",
      Effect: "Allow",
      // The last four: a disk of the bastion is made with them in the name of who starts it (EC2 user guide, "Requirements for
      // EBS encryption", 2026-11), a server and a vault with some of them (AWS Backup developer guide, "Access control", 2026-11).
      Action: [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:RetireGrant",
      ],
      Resource: keys,
      Condition: {
        StringEquals: {
          ...isTagged(scope).StringEquals,
          "kms:ViaService": [
            ...["secretsmanager", "lambda", "s3", "ec2"].flatMap((service) => via(service, region)),
            ...["rds", "backup"].flatMap((service) => via(service, region, copyRegion)),
          ],
        },
      },
    },
    {
      Sid: "Secrets",
      Effect: "Allow",
      Action: [
        "secretsmanager:CreateSecret",
        "secretsmanager:UpdateSecret",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
        "secretsmanager:GetSecretValue",
        "secretsmanager:DeleteSecret",
        "secretsmanager:RotateSecret",
        "secretsmanager:CancelRotateSecret",
        "secretsmanager:PutResourcePolicy",
        "secretsmanager:DeleteResourcePolicy",
        "secretsmanager:ValidateResourcePolicy",
        "secretsmanager:TagResource",
        "secretsmanager:UntagResource",
      ],
      Resource: inBothRegions(scope, "secretsmanager", `secret:${identifier}*`),
    },
  ];
}
