import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";
import { bucketArn, exportBucket } from "./export-bucket.ts";

export interface SnapshotExportArgs {
  /** Names bucket, role and policy. A change makes another bucket. */
  identifier: string;
  /** Snapshots are exported in their own region alone. */
  region: string;
  accountId: Input<string>;
  /** KMS key that exports are encrypted with, an ARN; RDS takes a grant on it for each export. */
  keyArn: Input<string>;
  /** Days that an export stays. Costs storage. @default 365 */
  retention?: number;
  /**
   * Bucket for S3's server access logs. Without it reads are still seen: every object is encrypted under the key by itself,
   * so that CloudTrail's management events have a `Decrypt` for each, with the object and who asked.
   * @default none
   */
  accessLogBucket?: Input<string> | undefined;
  /** Environment, Application and the user's own. */
  tags: Record<string, string>;
}

/**
 * What exporting a snapshot to S3 takes: a bucket, the role that RDS writes as, and a policy for those who start an export. An
 * export is Parquet, for analysis and for keeping: it is no backup that could be restored.
 */
export class SnapshotExport extends ComponentResource {
  readonly bucket: Output<string>;
  readonly roleArn: Output<string>;
  /** For those who may start exports, and read none. */
  readonly starterPolicyArn: Output<string>;

  constructor(name: string, args: SnapshotExportArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:SnapshotExport", name, {}, opts);
    const own = { parent: this };
    const { identifier, region, accountId, keyArn, retention = 365, accessLogBucket, tags } = args;
    // Names of buckets are of all accounts together.
    const bucketName = interpolate`${identifier}-exports-${accountId}-${region}`;
    const bucket = exportBucket(name, { bucketName, keyArn, retention, accessLogBucket, tags }, own);
    const role = exportRole(name, { ...args, bucketName }, own);
    const policyName = `${identifier}-start-export`;
    const starter = new Policy(
      `${name}-starter`,
      {
        name: policyName,
        description: `${identifier}: start an export of a snapshot to S3`,
        policy: starterPolicy({ ...args, roleArn: role.arn }),
        tags: { ...tags, Role: "snapshot-exports", Name: policyName },
      },
      own,
    );
    this.bucket = bucket.id;
    this.roleArn = role.arn;
    this.starterPolicyArn = starter.arn;
    this.registerOutputs({ bucket: this.bucket });
  }
}

/** The role that RDS writes exports as, with the rights of RDS user guide, USER_ExportSnapshot.Setup. */
function exportRole(
  name: string,
  { identifier, bucketName, keyArn, tags }: SnapshotExportArgs & { bucketName: Input<string> },
  opts: CustomResourceOptions,
): Role {
  const roleName = `${identifier}-export`;
  const role = new Role(
    `${name}-role`,
    {
      name: roleName,
      description: `${identifier}: RDS writes exports of snapshots`,
      assumeRolePolicy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "export.rds.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      }),
      tags: { ...tags, Role: "snapshot-exports", Name: roleName },
    },
    opts,
  );
  const rights = (policy: string, suffix: string, statements: object[]) =>
    new RolePolicy(
      `${name}-role-${suffix}`,
      {
        name: policy,
        role: role.name,
        policy: jsonStringify({ Version: "2012-10-17", Statement: statements }),
      },
      opts,
    );
  const arn = bucketArn(bucketName);
  rights("write-exports", "policy", [
    { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: arn },
    {
      Effect: "Allow",
      Action: ["s3:PutObject*", "s3:GetObject*", "s3:DeleteObject*"],
      Resource: interpolate`${arn}/*`,
    },
  ]);
  // By itself: the key is known later than the rest, which a review can read.
  rights("use-key", "key-policy", [
    {
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:DescribeKey"],
      Resource: keyArn,
    },
  ]);
  return role;
}

/** To start an export one has to hand RDS the role and a grant on the key (API StartExportTask). */
function starterPolicy({
  identifier,
  region,
  accountId,
  keyArn,
  roleArn,
}: SnapshotExportArgs & { roleArn: Input<string> }): Output<string> {
  const snapshots = (kind: string) =>
    ["", "rds:"].map((by) => interpolate`arn:aws:rds:${region}:${accountId}:${kind}:${by}${identifier}*`);
  return jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "rds:StartExportTask",
        Resource: [
          ...snapshots("snapshot"),
          ...snapshots("cluster-snapshot"),
          // Those of AWS Backup are named after its jobs.
          ...["snapshot", "cluster-snapshot"].map(
            (kind) => interpolate`arn:aws:rds:${region}:${accountId}:${kind}:awsbackup:job-*`,
          ),
        ],
      },
      {
        Effect: "Allow",
        Action: ["rds:DescribeExportTasks", "rds:CancelExportTask"],
        // Cancelling knows no resources, and whoever lists exports lists all of them.
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": region } },
      },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: roleArn,
        Condition: { StringEquals: { "iam:PassedToService": "export.rds.amazonaws.com" } },
      },
      { Effect: "Allow", Action: "kms:DescribeKey", Resource: keyArn },
      {
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: keyArn,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  });
}
