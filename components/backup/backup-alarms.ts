import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

export interface BackupAlarmsArgs {
  /** Names the alarms, with what each is about. */
  identifier: string;
  vaultName: Input<string>;
  topicArn: Input<string>;
  /** Whether recovery points are copied. */
  copied: boolean;
  tags: Record<string, string>;
}

const hour = 3600;
const day = 24 * hour;

/**
 * Alarms of a vault: jobs that failed or never began, and that there was none, which no job can tell. By CloudWatch's metrics, for
 * a vault's own notifications no longer tell that a job failed: AWS gave those events up (API PutBackupVaultNotifications, read
 * November 2026). Each costs ten cents a month.
 */
export function backupAlarms(
  name: string,
  { identifier, vaultName, topicArn, copied, tags }: BackupAlarmsArgs,
  opts: CustomResourceOptions,
): void {
  const alarm = (about: string, metricName: string, alarmDescription: string, rule: object) =>
    new MetricAlarm(
      `${name}-${about}`,
      {
        name: `${identifier}-${about}`,
        alarmDescription,
        namespace: "AWS/Backup",
        metricName,
        dimensions: { BackupVaultName: vaultName },
        statistic: "Sum",
        actionsEnabled: true,
        alarmActions: [topicArn],
        okActions: [topicArn],
        ...rule,
        tags: { ...tags, Role: "alarm", Name: `${identifier}-${about}` },
      },
      opts,
    );
  const any = {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: hour,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  };
  alarm("backup-failed", "NumberOfBackupJobsFailed", "A backup failed: aws backup list-backup-jobs.", any);
  alarm("backup-expired", "NumberOfBackupJobsExpired", "A backup did not begin in its hour.", any);
  if (copied)
    alarm(
      "copy-failed",
      "NumberOfCopyJobsFailed",
      "A backup was not copied: aws backup list-copy-jobs.",
      any,
    );
  alarm("backup-missing", "NumberOfBackupJobsCompleted", "No backup was made for two days.", {
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    period: day,
    evaluationPeriods: 2,
    treatMissingData: "breaching",
  });
}
