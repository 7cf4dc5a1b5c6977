import { type CustomResourceOptions, type Input, type Output, secret } from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

export interface PrimaryArgs {
  adminUser: string;
  adminPassword: Input<string>;
  backupRetention: number;
}

/** What the primary cluster has, and a second one takes from it. */
export function primaryArgs(
  { adminUser, adminPassword, backupRetention }: PrimaryArgs,
  finalSnapshotIdentifier: Input<string>,
) {
  return {
    // Without databaseName: AWS would make it with its own collation, before the database layer makes it as it is declared.
    masterUsername: adminUser,
    // Write-only: the provider tells RDS when the version grows, and never compares.
    masterPasswordWo: secret(adminPassword),
    masterPasswordWoVersion: 1,
    backupRetentionPeriod: backupRetention,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier,
  };
}

/**
 * A name for the last snapshot: the same in every preview, and not that of the snapshot which an earlier cluster of this name
 * left (terraform-aws-modules/terraform-aws-rds #445).
 */
export function finalSnapshotName(
  name: string,
  identifier: string,
  opts: CustomResourceOptions,
): Output<string> {
  const id = new RandomId(
    `${name}-final-snapshot`,
    { byteLength: 4, prefix: `${identifier}-final-`, keepers: { identifier } },
    opts,
  );
  return id.hex;
}
