import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketObjectLockConfiguration } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
  type Resource,
} from "@pulumi/pulumi";

export interface PrivateBucketArgs {
  /** KMS key; without one it is S3's own, which is all that access logs can be written with. */
  keyArn?: Input<string> | undefined;
  /** Days until an object is deleted. */
  retention: number;
  /** Who may delete one before that. A change from or to `none` makes another bucket. */
  objectLock: "governance" | "compliance" | "none";
  /** Statements of the policy beside the one that TLS is asked for by. */
  statements: (bucketArn: Output<string>) => object[];
  tags: Record<string, string>;
}

/**
 * A bucket of records: versioned, encrypted, public to nobody, over TLS alone, emptied by age. It stays when the stack is
 * destroyed, with all that protects it: what was recorded is worth keeping for just such a day.
 */
export class PrivateBucket extends ComponentResource {
  readonly bucket: Output<string>;
  readonly arn: Output<string>;
  /** What has to be there before anything is written to it. */
  readonly ready: Resource;

  constructor(name: string, args: PrivateBucketArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:PrivateBucket", name, {}, opts);
    const { keyArn, retention, objectLock, statements, tags } = args;
    const stays = { parent: this, retainOnDelete: true };
    const made = new Bucket(name, { objectLockEnabled: objectLock !== "none", tags }, stays);
    const bucket = made.bucket;
    new BucketOwnershipControls(
      `${name}-ownership`,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      stays,
    );
    const closed = new BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      stays,
    );
    new BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket,
        rules: [
          keyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                bucketKeyEnabled: true,
              },
        ],
      },
      stays,
    );
    const versioning = new BucketVersioning(
      `${name}-versioning`,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      stays,
    );
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket, rules: [rule(retention)] },
      // S3 takes a rule for older versions once there are any.
      { ...stays, dependsOn: [versioning] },
    );
    if (objectLock !== "none")
      new BucketObjectLockConfiguration(
        `${name}-lock`,
        {
          bucket,
          objectLockEnabled: "Enabled",
          rule: { defaultRetention: { mode: objectLock.toUpperCase(), days: retention } },
        },
        { ...stays, dependsOn: [versioning] },
      );
    this.ready = new BucketPolicy(
      `${name}-policy`,
      {
        bucket,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            ...statements(made.arn),
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: [made.arn, interpolate`${made.arn}/*`],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      },
      // The two change the same thing of the bucket, and S3 refuses the one that comes while the other is under way.
      { ...stays, dependsOn: [closed] },
    );
    this.bucket = bucket;
    this.arn = made.arn;
    this.registerOutputs({ bucket: this.bucket, arn: this.arn });
  }
}

/** To cheaper storage that is read at once after a quarter, where it lies long enough to pay. */
function rule(retention: number) {
  return {
    id: "by-age",
    status: "Enabled",
    filter: { prefix: "" },
    ...(retention > 180 && { transitions: [{ days: 90, storageClass: "GLACIER_IR" }] }),
    expiration: { days: retention },
    noncurrentVersionExpiration: { noncurrentDays: 30 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
}
