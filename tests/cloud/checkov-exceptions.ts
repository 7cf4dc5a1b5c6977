/** Checks of Checkov's that the production stack fails on purpose: by id, the resources and the reason. */
export const checkovExceptions: Readonly<Record<string, { of: readonly string[]; why: string }>> = {
  CKV2_AWS_62: {
    of: [
      "aws_s3_bucket.audit-trail-access",
      "aws_s3_bucket.audit-trail-records",
      "aws_s3_bucket.snapshot-export",
    ],
    why: "nothing is to happen when an object arrives: they are records and exports",
  },
  CKV_AWS_116: {
    of: ["aws_lambda_function.secret-rotation"],
    why: "Secrets Manager tries a rotation again by itself, and the secret keeps how far it has come",
  },
  CKV_AWS_144: {
    of: [
      "aws_s3_bucket.audit-trail-access",
      "aws_s3_bucket.audit-trail-records",
      "aws_s3_bucket.snapshot-export",
    ],
    why: "what is copied to the other region are the backups",
  },
  CKV_AWS_145: {
    of: ["aws_s3_bucket.audit-trail-access"],
    why: "S3 delivers access logs to buckets with its own key alone",
  },
  CKV_AWS_157: {
    of: ["aws_db_instance.server-replica-1"],
    why: "a replica needs no standby: readers go to another one, or to the primary",
  },
  CKV_AWS_18: {
    of: ["aws_s3_bucket.snapshot-export"],
    why: "who decrypts an export is in CloudTrail, by the use of its key",
  },
  CKV_AWS_272: {
    of: ["aws_lambda_function.secret-rotation"],
    why: "its code is in this repository, and goes with the change that was reviewed",
  },
  CKV_AWS_338: {
    of: [
      "aws_cloudwatch_log_group.audit-trail-log",
      "aws_cloudwatch_log_group.bastion-sessions-log",
      "aws_cloudwatch_log_group.network-vpc-flow-logs-log",
      "aws_cloudwatch_log_group.secret-rotation-log",
      "aws_cloudwatch_log_group.server-iam-db-auth-error-log",
      "aws_cloudwatch_log_group.server-postgresql-log",
      "aws_cloudwatch_log_group.server-replica-1-iam-db-auth-error-log",
      "aws_cloudwatch_log_group.server-replica-1-postgresql-log",
      "aws_cloudwatch_log_group.server-replica-1-upgrade-log",
      "aws_cloudwatch_log_group.server-upgrade-log",
    ],
    why: "30 days are required, and pgstack:logRetention takes more",
  },
  CKV_AWS_50: {
    of: ["aws_lambda_function.secret-rotation"],
    why: "it is called once a month and calls nobody else of ours: its log has each step",
  },
};
