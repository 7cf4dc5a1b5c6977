import { Trail } from "@pulumi/aws/cloudtrail/trail.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";
import { PrivateBucket } from "./private-bucket.ts";
import { TrailLog } from "./trail-log.ts";

export interface AuditTrailArgs {
  /** Of the server: the trail is `<identifier>-audit`. A change begins another trail. */
  identifier: string;
  region: string;
  accountId: Input<string>;
  /** KMS key; its policy admits `cloudtrail.amazonaws.com` and `logs.<region>.amazonaws.com`. */
  keyArn: Input<string>;
  /** Days that the records are kept. @default 365 */
  retention?: number;
  /** Days that the same events can be searched in CloudWatch, one of its own. Costs by the amount. @default none */
  logRetention?: number | undefined;
  /** `governance`: those with a right of its own may delete records; `compliance`: nobody. A change from or to `none` makes another bucket. @default "governance" */
  objectLock?: "governance" | "compliance" | "none";
  tags: Record<string, string>;
}

/**
 * Who did what to the account by AWS's API, in every region: management events alone, of which a first copy costs nothing but
 * its storage. What was done inside the database is in the database's own log (pgaudit).
 */
export class AuditTrail extends ComponentResource {
  readonly trailArn: Output<string>;
  readonly bucket: Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:AuditTrail", name, {}, opts);
    const { identifier, region, accountId, keyArn, retention = 365, objectLock = "governance", tags } = args;
    const trailName = `${identifier}-audit`;
    // Written out, because the bucket that the trail needs names the trail.
    const trailArn = interpolate`arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;
    const records = new PrivateBucket(
      `${name}-records`,
      {
        keyArn,
        retention,
        objectLock,
        statements: (arn) => trailStatements(arn, trailArn, accountId),
        tags: { ...tags, Role: "audit records", Name: `${trailName}-records` },
      },
      { parent: this },
    );
    this.logAccess(name, args, records);
    const deliveries = this.deliveries(name, args, trailArn);
    const log =
      args.logRetention === undefined
        ? undefined
        : new TrailLog(
            `${name}-log`,
            { identifier, accountId, trailArn, keyArn, retention: args.logRetention, tags },
            { parent: this },
          );
    const trail = new Trail(
      name,
      {
        name: trailName,
        s3BucketName: records.bucket,
        kmsKeyId: keyArn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        snsTopicName: deliveries.topic.arn,
        ...(log !== undefined && {
          cloudWatchLogsGroupArn: log.groupArn,
          cloudWatchLogsRoleArn: log.roleArn,
        }),
        tags: { ...tags, Role: "audit trail", Name: trailName },
      },
      {
        parent: this,
        // CloudTrail tries each of them before it takes the trail.
        dependsOn: [records.ready, deliveries.policy, ...(log === undefined ? [] : [log.ready])],
      },
    );
    this.trailArn = trail.arn;
    this.bucket = records.bucket;
    this.registerOutputs({ trailArn: this.trailArn, bucket: this.bucket });
  }

  /** Who read the records: a bucket of its own, which S3 writes with its own key alone. */
  private logAccess(
    name: string,
    { identifier, accountId, tags }: AuditTrailArgs,
    records: PrivateBucket,
  ): void {
    const access = new PrivateBucket(
      `${name}-access`,
      {
        retention: 365,
        objectLock: "none",
        statements: (arn) => [
          {
            Sid: "AccessLogs",
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: interpolate`${arn}/*`,
            Condition: {
              StringEquals: { "aws:SourceAccount": accountId },
              ArnLike: { "aws:SourceArn": records.arn },
            },
          },
        ],
        tags: { ...tags, Role: "audit access log", Name: `${identifier}-audit-access` },
      },
      { parent: this },
    );
    new BucketLogging(
      `${name}-access-logging`,
      { bucket: records.bucket, targetBucket: access.bucket, targetPrefix: "records/" },
      { parent: this, dependsOn: [access.ready], retainOnDelete: true },
    );
  }

  /** One message for each file of records, for whatever reads them; nobody is subscribed. */
  private deliveries(name: string, { identifier, keyArn, tags }: AuditTrailArgs, trailArn: Output<string>) {
    const topic = new Topic(
      `${name}-deliveries`,
      {
        name: `${identifier}-audit-deliveries`,
        kmsMasterKeyId: keyArn,
        tags: { ...tags, Role: "audit deliveries" },
      },
      { parent: this },
    );
    const policy = new TopicPolicy(
      `${name}-deliveries-policy`,
      {
        arn: topic.arn,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TheTrail",
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action: "sns:Publish",
              Resource: topic.arn,
              Condition: { StringEquals: { "aws:SourceArn": trailArn } },
            },
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "sns:Publish",
              Resource: topic.arn,
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      },
      { parent: this },
    );
    return { topic, policy };
  }
}

/** What CloudTrail needs of its bucket (CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail", 2026-11), for this trail alone. */
function trailStatements(bucketArn: Output<string>, trailArn: Output<string>, accountId: Input<string>) {
  const trail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
  return [
    {
      Sid: "TrailLooks",
      ...trail,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "TrailWrites",
      ...trail,
      Action: "s3:PutObject",
      Resource: interpolate`${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}
