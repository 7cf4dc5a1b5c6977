import { type DeployScope, inBothRegions, isTagged, makesTagged, type Statement } from "../statement.ts";

/** KMS keys, told by their tag, and the administrator's secret. */
export function keyStatements(scope: DeployScope): Statement[] {
  const { identifier, prefixes } = scope;
  const keys = inBothRegions(scope, "kms", "key/*");
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
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: keys,
      Condition: {
        StringEquals: {
          ...isTagged(scope).StringEquals,
          "kms:ViaService": [
            `secretsmanager.${scope.region}.amazonaws.com`,
            `lambda.${scope.region}.amazonaws.com`,
            `s3.${scope.region}.amazonaws.com`,
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
