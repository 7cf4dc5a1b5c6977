import { describe, expect, it } from "vitest";
import { AuditTrail, type AuditTrailArgs } from "../../components/audit/audit-trail.ts";
import { inputsOf, once, registeredOnAws, summary } from "./on-aws.ts";

const tags = { Application: "shop" };
const args: AuditTrailArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  accountId: "123456789012",
  keyArn: "arn:key",
  tags,
};
const declared = (changed: Partial<AuditTrailArgs> = {}) =>
  registeredOnAws(() => new AuditTrail("audit", { ...args, ...changed }));
const plain = once(() => declared());
const bucketOf = (name: string) => [
  `aws:s3/bucket:Bucket ${name} of ${name}`,
  `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration ${name}-lifecycle of ${name}`,
  `aws:s3/bucketOwnershipControls:BucketOwnershipControls ${name}-ownership of ${name}`,
  `aws:s3/bucketPolicy:BucketPolicy ${name}-policy of ${name}`,
  `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock ${name}-public-access of ${name}`,
  `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration ${name}-encryption of ${name}`,
  `aws:s3/bucketVersioning:BucketVersioning ${name}-versioning of ${name}`,
  `pgstack:index:PrivateBucket ${name} of audit`,
];
const lock =
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration audit-records-lock of audit-records";
const alone = [
  ...bucketOf("audit-records"),
  ...bucketOf("audit-access"),
  "aws:cloudtrail/trail:Trail audit of audit",
  "aws:s3/bucketLogging:BucketLogging audit-access-logging of audit",
  "aws:sns/topic:Topic audit-deliveries of audit",
  "aws:sns/topicPolicy:TopicPolicy audit-deliveries-policy of audit",
  "pgstack:index:AuditTrail audit of undefined",
];
const trailArn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/shop-prod-audit";
const tlsOnly = (arn: string) => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

describe("AuditTrail", () => {
  it("declares these resources and no other, all of them its own", async () => {
    const { resources } = await plain();
    expect(summary(resources)).toEqual([...alone, lock].sort());
  });

  it("records every region, validated and encrypted", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "Trail", "audit")).toEqual({
      name: "shop-prod-audit",
      s3BucketName: "audit-records",
      kmsKeyId: "arn:key",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      snsTopicName: "arn:audit-deliveries",
      tags: { ...tags, Role: "audit trail", Name: "shop-prod-audit" },
    });
    const trail = resources.find(({ type }) => type.endsWith(":Trail"));
    expect(trail?.options.dependsOn).toEqual(
      expect.arrayContaining(["audit-records-policy", "audit-deliveries-policy"]),
    );
  });

  it("keeps the records a year, locked, versioned, for nobody else, by TLS alone", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "Bucket", "audit-records")).toEqual({
      objectLockEnabled: true,
      tags: { ...tags, Role: "audit records", Name: "shop-prod-audit-records" },
    });
    expect(inputsOf(resources, "BucketPublicAccessBlock", "audit-records-public-access")).toEqual({
      bucket: "audit-records",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(
      inputsOf(resources, "BucketServerSideEncryptionConfiguration", "audit-records-encryption").rules,
    ).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" },
        bucketKeyEnabled: true,
      },
    ]);
    expect(
      inputsOf(resources, "BucketVersioning", "audit-records-versioning").versioningConfiguration,
    ).toEqual({ status: "Enabled" });
    expect(inputsOf(resources, "BucketOwnershipControls", "audit-records-ownership").rule).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(inputsOf(resources, "BucketObjectLockConfiguration", "audit-records-lock")).toEqual({
      bucket: "audit-records",
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } },
    });
    expect(inputsOf(resources, "BucketLifecycleConfiguration", "audit-records-lifecycle").rules).toEqual([
      {
        id: "by-age",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
        expiration: { days: 365 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(inputsOf(resources, "BucketPolicy", "audit-records-policy").policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TrailLooks",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: "arn:audit-records",
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
          Sid: "TrailWrites",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:audit-records/AWSLogs/123456789012/*",
          Condition: {
            StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
          },
        },
        tlsOnly("arn:audit-records"),
      ],
    });
  });

  it("logs who read them, in a bucket that S3 can write", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "BucketLogging", "audit-access-logging")).toEqual({
      bucket: "audit-records",
      targetBucket: "audit-access",
      targetPrefix: "records/",
    });
    expect(
      inputsOf(resources, "BucketServerSideEncryptionConfiguration", "audit-access-encryption").rules,
    ).toEqual([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
    expect(inputsOf(resources, "Bucket", "audit-access").objectLockEnabled).toBe(false);
    expect(inputsOf(resources, "BucketPolicy", "audit-access-policy").policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccessLogs",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:audit-access/*",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:audit-records" },
          },
        },
        tlsOnly("arn:audit-access"),
      ],
    });
  });

  it("leaves the records, and all that protects them, when the stack is destroyed", async () => {
    const { resources } = await plain();
    const buckets = resources.filter(({ type }) => type.startsWith("aws:s3/"));
    expect(buckets).toHaveLength(16);
    for (const { name, options } of buckets) expect([name, options.retainOnDelete]).toEqual([name, true]);
  });

  it("can lock them for everybody, or for nobody", async () => {
    const compliance = await declared({ objectLock: "compliance", retention: 100 });
    expect(
      inputsOf(compliance.resources, "BucketObjectLockConfiguration", "audit-records-lock").rule,
    ).toEqual({ defaultRetention: { mode: "COMPLIANCE", days: 100 } });
    // Too short to pay for moving them.
    expect(
      inputsOf(compliance.resources, "BucketLifecycleConfiguration", "audit-records-lifecycle").rules,
    ).toEqual([expect.not.objectContaining({ transitions: expect.anything() })]);
    const none = await declared({ objectLock: "none" });
    expect(summary(none.resources)).toEqual([...alone].sort());
    expect(inputsOf(none.resources, "Bucket", "audit-records").objectLockEnabled).toBe(false);
  });

  it("is searched in CloudWatch where that is wanted", async () => {
    const { resources } = await declared({ logRetention: 30 });
    expect(summary(resources)).toEqual(
      [
        ...alone,
        lock,
        "aws:cloudwatch/logGroup:LogGroup audit-log of audit-log",
        "aws:iam/role:Role audit-log-role of audit-log",
        "aws:iam/rolePolicy:RolePolicy audit-log-policy of audit-log",
        "pgstack:index:TrailLog audit-log of audit",
      ].sort(),
    );
    expect(inputsOf(resources, "Trail", "audit")).toMatchObject({
      cloudWatchLogsGroupArn: "arn:audit-log:*",
      cloudWatchLogsRoleArn: "arn:audit-log-role",
    });
    expect(inputsOf(resources, "LogGroup", "audit-log")).toEqual({
      name: "/pgstack/shop-prod/audit",
      kmsKeyId: "arn:key",
      retentionInDays: 30,
      tags: { ...tags, Role: "audit log" },
    });
  });
});
