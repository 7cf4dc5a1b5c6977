import { type DeployScope, inBothRegions, type Statement } from "../statement.ts";

/** Buckets of exports and of the trail, AWS Backup, and the function that rotates the secret. No object is read. */
export function storageStatements(scope: DeployScope): Statement[] {
  const { identifier, prefixes } = scope;
  return [
    {
      Sid: "Buckets",
      Effect: "Allow",
      Action: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      Resource: prefixes.map((prefix) => `arn:aws:s3:::${prefix}*`),
    },
    {
      Sid: "Vaults",
      Effect: "Allow",
      Action: [
        "backup:CreateBackupVault",
        "backup:DeleteBackupVault",
        "backup:PutBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
        "backup:PutBackupVaultNotifications",
        "backup:DeleteBackupVaultNotifications",
        "backup:TagResource",
        "backup:UntagResource",
      ],
      Resource: inBothRegions(scope, "backup", `backup-vault:${identifier}*`),
    },
    {
      Sid: "BackupPlans",
      Effect: "Allow",
      Action: [
        "backup:CreateBackupPlan",
        "backup:UpdateBackupPlan",
        "backup:DeleteBackupPlan",
        "backup:CreateBackupSelection",
        "backup:DeleteBackupSelection",
        "backup:TagResource",
        "backup:UntagResource",
      ],
      Resource: inBothRegions(scope, "backup", "backup-plan:*"),
    },
    // A vault is made with this beside backup:CreateBackupVault, and it knows no resource.
    { Sid: "VaultStorage", Effect: "Allow", Action: ["backup-storage:MountCapsule"], Resource: ["*"] },
    {
      Sid: "Functions",
      Effect: "Allow",
      Action: [
        "lambda:CreateFunction",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:DeleteFunction",
        "lambda:AddPermission",
        "lambda:RemovePermission",
        "lambda:PutFunctionConcurrency",
        "lambda:DeleteFunctionConcurrency",
        "lambda:TagResource",
        "lambda:UntagResource",
      ],
      Resource: inBothRegions(scope, "lambda", `function:${identifier}*`),
    },
  ];
}
