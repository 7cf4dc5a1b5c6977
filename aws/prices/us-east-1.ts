import type { PriceTable } from "./price-table.ts";

/**
 * List prices of US East (N. Virginia). They were gathered without an account and without AWS's Price List at hand, from
 * published figures that agree with each other (articles of 2026, test data of other estimators); `sources` names AWS's own
 * page for each, which decides.
 */
export const usEast1: PriceTable = {
  region: "us-east-1",
  asOf: "2026-11",
  sources: [
    { name: "Amazon RDS for PostgreSQL pricing", url: "https://aws.amazon.com/rds/postgresql/pricing/" },
    { name: "Amazon Aurora pricing", url: "https://aws.amazon.com/rds/aurora/pricing/" },
    { name: "Amazon RDS Proxy pricing", url: "https://aws.amazon.com/rds/proxy/pricing/" },
    { name: "Amazon CloudWatch pricing", url: "https://aws.amazon.com/cloudwatch/pricing/" },
    { name: "AWS Backup pricing", url: "https://aws.amazon.com/backup/pricing/" },
    { name: "AWS KMS pricing", url: "https://aws.amazon.com/kms/pricing/" },
    { name: "AWS Secrets Manager pricing", url: "https://aws.amazon.com/secrets-manager/pricing/" },
    { name: "AWS Lambda pricing", url: "https://aws.amazon.com/lambda/pricing/" },
    { name: "AWS PrivateLink pricing", url: "https://aws.amazon.com/privatelink/pricing/" },
    { name: "Amazon EC2 on-demand pricing", url: "https://aws.amazon.com/ec2/pricing/on-demand/" },
    { name: "Amazon S3 pricing", url: "https://aws.amazon.com/s3/pricing/" },
    { name: "Amazon SNS pricing", url: "https://aws.amazon.com/sns/pricing/" },
  ],

  databaseHour: {
    m5: 0.178,
    m6g: 0.159,
    m6i: 0.178,
    m7g: 0.168,
    r5: 0.25,
    r6g: 0.225,
    r6i: 0.25,
    r7g: 0.239,
  },
  burstableHour: {
    "db.t3.micro": 0.018,
    "db.t3.small": 0.036,
    "db.t3.medium": 0.072,
    "db.t3.large": 0.145,
    "db.t3.xlarge": 0.29,
    "db.t3.2xlarge": 0.579,
    "db.t4g.micro": 0.016,
    "db.t4g.small": 0.032,
    "db.t4g.medium": 0.065,
    "db.t4g.large": 0.129,
    "db.t4g.xlarge": 0.258,
    "db.t4g.2xlarge": 0.517,
  },
  storage: { gp3Gb: 0.115, gp3Iops: 0.02, gp3Throughput: 0.08, io2Gb: 0.125, io2Iops: 0.1 },
  backupGb: 0.095,
  databaseInsightsVcpuHour: 0.0125,
  // Tokyo's figures, of the article that explains the scheme: no others were at hand, and this region is never dearer.
  performanceInsights: { firstMonth: 1.7561, furtherMonth: 0.0739 },
  proxyVcpuHour: 0.015,
  proxyAcuHour: 0.015,
  aurora: {
    acuHour: 0.12,
    instanceHour: { r5: 0.29, r6g: 0.26, r7g: 0.276, r8g: 0.276 },
    storageGb: 0.1,
    millionRequests: 0.2,
    backupGb: 0.021,
    replicatedMillionWrites: 0.2,
  },

  cloudWatch: {
    logGbIngested: 0.5,
    logGbStored: 0.03,
    metricAlarm: 0.1,
    anomalyAlarm: 0.3,
    compositeAlarm: 0.5,
    dashboard: 3,
  },
  kmsKey: 1,
  secret: 0.4,
  lambda: { millionRequests: 0.2, gbSecond: 0.0000133334 },
  endpointHour: 0.01,
  endpointGb: 0.01,
  // t4g.nano
  bastionHour: 0.0042,
  volumeGb: 0.08,
  objectGb: 0.023,
  transferGb: 0.02,
  snsThousandEmails: 0.02,
};
