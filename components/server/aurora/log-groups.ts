import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { AuroraPlace, AuroraShape } from "./aurora-shape.ts";

/** Logs that Aurora PostgreSQL exports (Aurora user guide, AuroraPostgreSQL.CloudWatch, read November 2026). */
const exported = new Set(["postgresql", "iam-db-auth-error", "instance"]);

/** The logs of a setting that both kinds of servers have, less those that Aurora has not (`upgrade`). */
export function logsOfAurora(logExports: readonly string[]): string[] {
  return logExports.filter((log) => exported.has(log));
}

/**
 * Log groups by log, made before the cluster: one that RDS makes itself keeps logs for ever, unencrypted, and is in the way of a
 * declared one from then on (terraform-provider-aws #42858).
 */
export function logGroups(
  name: string,
  { identifier, logKeyArn, logExports, logRetention, tags }: AuroraPlace & AuroraShape,
  opts: CustomResourceOptions,
): Readonly<Record<string, LogGroup>> {
  const groups = logsOfAurora(logExports).map((log): [string, LogGroup] => {
    const group = `/aws/rds/cluster/${identifier}/${log}`;
    const args = {
      name: group,
      retentionInDays: logRetention,
      kmsKeyId: logKeyArn,
      tags: { ...tags, Role: "log", Name: group },
    };
    return [log, new LogGroup(`${name}-${log}-log`, args, opts)];
  });
  return Object.fromEntries(groups);
}
