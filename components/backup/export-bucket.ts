import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import {
  type CustomResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";

export interface ExportBucketArgs {
  /** Unique in all of AWS. A change makes another bucket, and the old one has to be empty. */
  bucketName: Input<string>;
  keyArn: Input<string>;
  /** Days that an export stays. */
  retention: number;
  /** Bucket for S3's server access logs. */
  accessLogBucket?: Input<string> | undefined;
  tags: Record<string, string>;
}

/** Days: an overwritten or deleted export can be had back that long. */
const noncurrentDays = 30;

/** Known as soon as the name is. */
export function bucketArn(bucketName: Input<string>): Output<string> {
  return interpolate`arn:aws:s3:::${bucketName}`;
}

/** A bucket for copies of production's data: private, encrypted with our key, by TLS alone, old exports deleted. */
export function exportBucket(
  name: string,
  { bucketName, keyArn, retention, accessLogBucket, tags }: ExportBucketArgs,
  opts: CustomResourceOptions,
): Bucket {
  const made = new Bucket(
    name,
    {
      bucket: bucketName,
      forceDestroy: false,
      tags: { ...tags, Role: "snapshot-exports", Name: bucketName },
    },
    opts,
  );
  const bucket = made.id;
  const blocked = new BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new BucketOwnershipControls(
    `${name}-ownership`,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
  const versioning = new BucketVersioning(
    `${name}-versioning`,
    { bucket, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  new BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          // Each object asks KMS itself, so that CloudTrail says who read which.
          bucketKeyEnabled: false,
        },
      ],
    },
    opts,
  );
  new BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days: retention },
          noncurrentVersionExpiration: { noncurrentDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    // Rules for versions that are not current want a bucket that has versions.
    { ...opts, dependsOn: versioning },
  );
  new BucketPolicy(
    `${name}-policy`,
    {
      bucket,
      policy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TlsAlone",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            // By its name, so that the policy can be read before the bucket is there.
            Resource: [bucketArn(bucketName), interpolate`${bucketArn(bucketName)}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    },
    // S3 refuses two changes of a bucket's access at once.
    { ...opts, dependsOn: blocked },
  );
  if (accessLogBucket !== undefined) {
    new BucketLogging(
      `${name}-logging`,
      { bucket, targetBucket: accessLogBucket, targetPrefix: interpolate`${bucket}/` },
      opts,
    );
  }
  return made;
}
