import { describe, expect, it } from "vitest";
import { SnapshotExport, type SnapshotExportArgs } from "../../components/backup/snapshot-export.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { familyOf, only } from "./only.ts";
import { remembered } from "./remembered.ts";
import { resolved } from "./values.ts";

const tags = { Environment: "prod", Application: "shop" };
const keyArn = `arn:aws:kms:us-east-1:${account}:key/data`;
const args: SnapshotExportArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  accountId: account,
  keyArn,
  tags,
};
const bucketName = `shop-prod-exports-${account}-us-east-1`;
const bucketArn = `arn:aws:s3:::${bucketName}`;
const roleArn = `arn:aws:iam::${account}:role/shop-prod-export`;
/** The mocks' id of the bucket. */
const bucket = "export-id";

const declared = remembered<SnapshotExportArgs>((changed) =>
  registered(() => new SnapshotExport("export", { ...args, ...changed }), decidedByAws),
);

async function inputsOf(type: string) {
  return only(await declared(), type).inputs;
}

async function statementsOf(type: string, name: string) {
  return JSON.parse(String(only(await declared(), type, name).inputs.policy)).Statement;
}

const children = [
  "aws:iam/policy:Policy export-starter of export",
  "aws:iam/role:Role export-role of export",
  "aws:iam/rolePolicy:RolePolicy export-role-key-policy of export",
  "aws:iam/rolePolicy:RolePolicy export-role-policy of export",
  "aws:s3/bucket:Bucket export of export",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration export-lifecycle of export",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls export-ownership of export",
  "aws:s3/bucketPolicy:BucketPolicy export-policy of export",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock export-public-access of export",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration export-encryption of export",
  "aws:s3/bucketVersioning:BucketVersioning export-versioning of export",
  "pgstack:index:SnapshotExport export of undefined",
];

describe("SnapshotExport", () => {
  it("declares a bucket with all that keeps it closed, a role and a policy", async () => {
    expect(familyOf(await declared())).toEqual(children);
    expect(await inputsOf("pgstack:index:SnapshotExport")).toEqual({});
  });

  it("names the bucket after account and region, and never empties it", async () => {
    expect(await inputsOf("aws:s3/bucket:Bucket")).toEqual({
      bucket: bucketName,
      forceDestroy: false,
      tags: { ...tags, Role: "snapshot-exports", Name: bucketName },
    });
  });

  it("closes the bucket to the public and to lists of rights of its own", async () => {
    expect(await inputsOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toEqual({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(await inputsOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls")).toEqual({
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("encrypts each object under the key by itself, so that each read is seen", async () => {
    expect(
      await inputsOf(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ),
    ).toEqual({
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: false,
        },
      ],
    });
  });

  it("refuses whoever comes without TLS", async () => {
    const { inputs, options } = only(await declared(), "aws:s3/bucketPolicy:BucketPolicy");
    expect(inputs.bucket).toBe(bucket);
    expect(JSON.parse(String(inputs.policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsAlone",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucketArn, `${bucketArn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    expect(options.dependsOn).toEqual(["export", "export-public-access"]);
  });

  it.each([
    [{}, 365],
    [{ retention: 90 }, 90],
  ])("keeps versions, and deletes with %j after %i days", async (changed, days) => {
    const resources = await declared(changed);
    expect(only(resources, "aws:s3/bucketVersioning:BucketVersioning").inputs).toEqual({
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = only(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle.inputs).toEqual({
      bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
    expect(lifecycle.options.dependsOn).toEqual(["export", "export-versioning"]);
  });

  it("writes S3's own log where there is a bucket for it", async () => {
    const resources = await declared({ accessLogBucket: "logs" });
    expect(only(resources, "aws:s3/bucketLogging:BucketLogging").inputs).toEqual({
      bucket,
      targetBucket: "logs",
      targetPrefix: `${bucket}/`,
    });
  });

  it("lets RDS write to the bucket with the key, and no more", async () => {
    const role = await inputsOf("aws:iam/role:Role");
    expect(role).toMatchObject({
      name: "shop-prod-export",
      tags: { ...tags, Role: "snapshot-exports", Name: "shop-prod-export" },
    });
    expect(JSON.parse(String(role.assumeRolePolicy)).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "export.rds.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(await statementsOf("aws:iam/rolePolicy:RolePolicy", "export-role-policy")).toEqual([
      { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: bucketArn },
      {
        Effect: "Allow",
        Action: ["s3:PutObject*", "s3:GetObject*", "s3:DeleteObject*"],
        Resource: `${bucketArn}/*`,
      },
    ]);
    expect(await statementsOf("aws:iam/rolePolicy:RolePolicy", "export-role-key-policy")).toEqual([
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:DescribeKey"],
        Resource: keyArn,
      },
    ]);
  });

  it("has a policy for those who start exports of its snapshots, and may read none", async () => {
    const snapshot = (kind: string, name: string) => `arn:aws:rds:us-east-1:${account}:${kind}:${name}`;
    expect(await statementsOf("aws:iam/policy:Policy", "export-starter")).toEqual([
      {
        Effect: "Allow",
        Action: "rds:StartExportTask",
        Resource: [
          snapshot("snapshot", "shop-prod*"),
          snapshot("snapshot", "rds:shop-prod*"),
          snapshot("cluster-snapshot", "shop-prod*"),
          snapshot("cluster-snapshot", "rds:shop-prod*"),
          snapshot("snapshot", "awsbackup:job-*"),
          snapshot("cluster-snapshot", "awsbackup:job-*"),
        ],
      },
      {
        Effect: "Allow",
        Action: ["rds:DescribeExportTasks", "rds:CancelExportTask"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
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
    ]);
  });

  it("says what an export is started with", async () => {
    let made: SnapshotExport | undefined;
    await registered(() => {
      made = new SnapshotExport("export", args);
    }, decidedByAws);
    expect(await resolved(made?.bucket)).toBe(bucket);
    expect(await resolved(made?.roleArn)).toBe(roleArn);
    expect(await resolved(made?.starterPolicyArn)).toBe(
      `arn:aws:iam::${account}:policy/shop-prod-start-export`,
    );
  });
});
