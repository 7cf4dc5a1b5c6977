import type { Output } from "@pulumi/pulumi";
import { BackupPlan } from "../../components/backup/backup-plan.ts";
import { SnapshotExport } from "../../components/backup/snapshot-export.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";

/** What is kept beside the server's own backups. */
export function backups(
  { production, account, keys }: ProductionPlace,
  { arn }: ProductionServer,
  topicArn: Output<string>,
): void {
  const { identifier, region, backupPlan, vaultLock, snapshotExport } = production;
  const { accountId, copies: provider, tags } = account;
  if (backupPlan)
    new BackupPlan(
      "backup-plan",
      {
        identifier,
        resourceArn: arn,
        keyArn: keys.database,
        lock: { mode: vaultLock },
        copy: provider && keys.copies ? { provider, keyArn: keys.copies } : undefined,
        topicArn,
        tags,
      },
      { provider: account.home },
    );
  if (snapshotExport)
    new SnapshotExport(
      "snapshot-export",
      { identifier, region, accountId, keyArn: keys.database, tags },
      { provider: account.home },
    );
}
