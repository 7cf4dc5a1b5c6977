import { type EstimateLine, line } from "../estimate-line.ts";
import { type CostFacts, changedGb, dataGb } from "../facts.ts";

/**
 * Automated backups (as much as is allocated in the region costs nothing), their copies in the other region, and recovery
 * points of AWS Backup.
 */
export function backups(facts: CostFacts): EstimateLine[] {
  const { settings, prices, assume } = facts;
  const data = dataGb(facts);
  const kept = (days: number) => data + (changedGb(facts) * days) / 30;
  const round = (gigabytes: number) => Number(Math.max(0, gigabytes).toFixed(1));
  if (settings.server === "aurora")
    return [
      ...line(
        "backups",
        "backups of Aurora",
        round(kept(settings.backupRetention) - data),
        "GB",
        prices.aurora.backupGb,
      ),
      ...recoveryPoints(facts),
    ];
  const { replicas, allocatedStorage, backupRetention, replicaBackupRetention } = settings;
  const all =
    kept(backupRetention) + (replicaBackupRetention > 0 ? replicas * kept(replicaBackupRetention) : 0);
  return [
    ...line(
      "backups",
      "automated backups beyond the free part",
      round(all - allocatedStorage * (1 + replicas)),
      "GB",
      prices.backupGb,
    ),
    ...line(
      "backups",
      "automated backups in the region of the copies",
      settings.backupReplication ? round(kept(backupRetention)) : 0,
      "GB",
      prices.backupGb,
    ),
    ...recoveryPoints(facts),
    ...line(
      "backups",
      "exports and trail in S3",
      objects(facts) ? assume.objectGb : 0,
      "GB",
      prices.objectGb,
    ),
  ];
}

function recoveryPoints(facts: CostFacts): EstimateLine[] {
  const { settings, prices, assume } = facts;
  const kept = settings.backupPlan ? dataGb(facts) * assume.recoveryPoints : 0;
  return [
    ...line("backups", "recovery points of AWS Backup", kept, "GB", prices.backupGb),
    ...line("backups", "recovery points in the region of the copies", kept, "GB", prices.backupGb),
  ];
}

function objects({ settings }: CostFacts): boolean {
  return settings.snapshotExport || settings.auditTrail;
}
