import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { Input, Resource } from "@pulumi/pulumi";

export interface ExportedLogsArgs {
  /** Of the instance. */
  readonly identifier: string;
  /** E.g. `postgresql`. */
  readonly logExports: readonly string[];
  /** Days. */
  readonly logRetention: number;
  readonly keyArn: Input<string>;
  readonly tags: Record<string, string>;
}

/**
 * Groups of the logs that an instance exports, by log. The instance depends on them: a group that RDS makes itself keeps what
 * it has for ever, unencrypted, and "already exists" for the next one who declares it.
 */
export function exportedLogs(
  name: string,
  { identifier, logExports, logRetention, keyArn, tags }: ExportedLogsArgs,
  parent: Resource,
): Readonly<Record<string, LogGroup>> {
  return Object.fromEntries(
    logExports.map((log) => {
      // The name that RDS writes to (RDS user guide, "Publishing PostgreSQL logs to Amazon CloudWatch Logs").
      const group = `/aws/rds/instance/${identifier}/${log}`;
      const made = new LogGroup(
        `${name}-${log}-log`,
        {
          name: group,
          retentionInDays: logRetention,
          kmsKeyId: keyArn,
          tags: { ...tags, Role: "log", Name: group },
        },
        { parent },
      );
      return [log, made];
    }),
  );
}
