import type { DeployScope, Statement } from "../statement.ts";

/**
 * What a preview, and a comparison with what is there, ask AWS for: descriptions, and no content of secrets, rows or logs.
 * Most of these actions know no resource smaller than all (Service Authorization Reference, 2026-11).
 */
export function readStatements({ identifier, prefixes, region, accountId }: DeployScope): Statement[] {
  return [
    {
      Sid: "Describe",
      Effect: "Allow",
      Action: [
        "sts:GetCallerIdentity",
        "rds:Describe*",
        "rds:ListTagsForResource",
        "ec2:Describe*",
        "backup:Describe*",
        "backup:GetBackupPlan",
        "backup:GetBackupSelection",
        "backup:GetBackupVaultAccessPolicy",
        "backup:GetBackupVaultNotifications",
        "backup:ListTags",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DescribeAnomalyDetectors",
        "cloudwatch:GetDashboard",
        "cloudwatch:ListTagsForResource",
        "logs:DescribeLogGroups",
        "logs:DescribeMetricFilters",
        "logs:ListTagsForResource",
        "sns:GetTopicAttributes",
        "sns:GetSubscriptionAttributes",
        "sns:ListTagsForResource",
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListAliases",
        "kms:ListResourceTags",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "iam:GetInstanceProfile",
        "iam:GetOpenIDConnectProvider",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListPolicyVersions",
        "iam:ListRolePolicies",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetPolicy",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
        "budgets:ListTagsForResource",
        "budgets:ViewBudget",
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetTrail",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:ListTags",
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingPolicies",
        "application-autoscaling:ListTagsForResource",
      ],
      Resource: ["*"],
    },
    {
      Sid: "DescribeBuckets",
      Effect: "Allow",
      Action: [
        "s3:GetAccelerateConfiguration",
        "s3:GetBucket*",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
      ],
      Resource: prefixes.map((prefix) => `arn:aws:s3:::${prefix}*`),
    },
    {
      Sid: "DescribeDocuments",
      Effect: "Allow",
      Action: [
        "ssm:DescribeDocument",
        "ssm:DescribeDocumentPermission",
        "ssm:GetDocument",
        "ssm:ListTagsForResource",
      ],
      Resource: [`arn:aws:ssm:${region}:${accountId}:document/${identifier}*`],
    },
    {
      Sid: "NewestImage",
      Effect: "Allow",
      Action: ["ssm:GetParameter"],
      Resource: ["arn:aws:ssm:*::parameter/aws/service/ami-amazon-linux-latest/*"],
    },
  ];
}

/** A refresh reads the versions of the administrator's secret, value and all: main's jobs may, those of pull requests not. */
export function secretStatements({ identifier, region, accountId }: DeployScope): Statement[] {
  return [
    {
      Sid: "ReadOwnSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [`arn:aws:secretsmanager:${region}:${accountId}:secret:${identifier}*`],
    },
    {
      Sid: "DecryptOwnSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [`arn:aws:kms:${region}:${accountId}:key/*`],
      Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
  ];
}
