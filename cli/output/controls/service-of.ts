import type { Rule } from "../../../policy/rule.ts";

const services: Readonly<Record<string, string>> = {
  rds: "Amazon RDS",
  ec2: "Network and machines",
  kms: "Keys",
  secretsmanager: "Secrets",
  logs: "Logs",
  sns: "Topics",
  cloudwatch: "Alarms",
  s3: "Buckets",
  cloudtrail: "Audit trail",
  lambda: "Functions",
  backup: "AWS Backup",
  iam: "Roles and policies",
};

/** What a rule is about, as a heading. */
export function serviceOf({ id }: Rule): string {
  const service = id.slice(0, id.indexOf("-"));
  return services[service] ?? service;
}
