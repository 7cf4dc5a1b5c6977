import { Vault } from "@pulumi/aws/backup/vault.js";
import { VaultLockConfiguration } from "@pulumi/aws/backup/vaultLockConfiguration.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/** Whether recovery points can be deleted before their time. */
export interface VaultLock {
  /**
   * `governance`: recovery points stay for their time, and who may change the lock can lift it. `compliance`: nobody can, not
   * AWS either; after `changeableForDays` the lock **can never be changed or removed**, and the vault stays, and costs, until
   * its last recovery point has run out. `none`: who has the right deletes at any time.
   * @default "governance"
   */
  mode?: "governance" | "compliance" | "none";
  /** Days in which a lock of compliance can still be taken back, 3 or more. Means nothing to the others. @default 14 */
  changeableForDays?: number;
}

export interface BackupVaultArgs {
  /** Of the vault. A change makes another one, and the old one has to be empty. */
  vaultName: string;
  /** KMS key of the vault's region. A copy from another region is encrypted with it; a change makes another vault. */
  keyArn: Input<string>;
  lock: VaultLock;
  /** Days that recovery points stay, by the plan: what the lock allows is from the shortest to the longest. */
  retentions: readonly number[];
  tags: Record<string, string>;
}

/**
 * A vault and its lock. A vault that holds recovery points cannot be deleted, and `pulumi destroy` says so: that is meant.
 *
 * Recovery points of RDS and Aurora are snapshots: in the home region they keep the key of their server whatever the vault's
 * is (AWS Backup developer guide, encryption, read November 2026).
 */
export function backupVault(
  name: string,
  { vaultName, keyArn, lock, retentions, tags }: BackupVaultArgs,
  opts: CustomResourceOptions,
): Vault {
  const vault = new Vault(
    name,
    {
      name: vaultName,
      kmsKeyArn: keyArn,
      forceDestroy: false,
      tags: { ...tags, Role: "backup-vault", Name: vaultName },
    },
    opts,
  );
  const { mode = "governance", changeableForDays = 14 } = lock;
  if (mode !== "none") {
    new VaultLockConfiguration(
      `${name}-lock`,
      {
        backupVaultName: vault.name,
        minRetentionDays: Math.min(...retentions),
        maxRetentionDays: Math.max(...retentions),
        // It is this field that makes a lock one of compliance.
        ...(mode === "compliance" && { changeableForDays }),
      },
      opts,
    );
  }
  return vault;
}
