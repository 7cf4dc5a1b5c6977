import { Plan } from "@pulumi/aws/backup/plan.js";
import { Selection } from "@pulumi/aws/backup/selection.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type ProviderResource,
} from "@pulumi/pulumi";
import { backupAlarms } from "./backup-alarms.ts";
import { backupRole } from "./backup-role.ts";
import { backupVault, type VaultLock } from "./backup-vault.ts";

/** A vault in another region, which each recovery point is copied to. */
export interface CopyVault {
  /** Of that region. */
  provider: ProviderResource;
  /** KMS key of that region, an ARN: the copies are encrypted with it. */
  keyArn: Input<string>;
}

export interface BackupPlanArgs {
  /** Names the plan, its vaults and its role. A change makes other vaults. */
  identifier: string;
  /** What is backed up: an RDS instance or an Aurora cluster. Aurora has to be switched on for AWS Backup in the account's region. */
  resourceArn: Input<string>;
  /** KMS key of the vault, an ARN. */
  keyArn: Input<string>;
  /** Whether recovery points can be deleted before their time. Compliance **cannot be undone**. @default governance */
  lock?: VaultLock;
  /** Days that daily backups stay. Costs storage. @default 35 */
  dailyRetention?: number;
  /** Days that monthly backups stay. Costs storage. @default 365 */
  monthlyRetention?: number;
  /** Copies in another region. Costs storage there, and traffic. @default none */
  copy?: CopyVault | undefined;
  /** SNS topic of alarms that hears of failed and missing backups. @default none */
  topicArn?: Input<string> | undefined;
  /** Environment, Application and the user's own. */
  tags: Record<string, string>;
}

/**
 * UTC. AWS Backup starts no backup of RDS in the hour before a maintenance window nor in it (AWS Backup developer guide,
 * plan-options-and-configuration, read November 2026), and begins within the hour that `startWindow` gives: by 03:00, an hour
 * before the window of R2.
 */
const schedules = { daily: "cron(0 2 * * ? *)", monthly: "cron(0 2 1 * ? *)" };
/** Minutes; 60 is the least. */
const startWindow = 60;
/** Minutes: a first snapshot of a large server takes hours. */
const completionWindow = 720;

/**
 * A plan of AWS Backup beside the server's automated backups: snapshots every day and every month, in a vault where nobody
 * deletes them by mistake or malice, and copies in another region.
 *
 * There are no continuous backups: the server has its own, for 30 days, which are copied by themselves; AWS Backup's would take
 * over their retention and window, and each `pulumi up` would set them back. Nor is there cold storage: it takes no snapshots of
 * RDS (AWS Backup developer guide, backup-feature-availability, read November 2026).
 */
export class BackupPlan extends ComponentResource {
  readonly vaultName: Output<string>;
  readonly vaultArn: Output<string>;
  /** For restores: AWS Backup restores as this role. */
  readonly roleArn: Output<string>;
  readonly copyVaultArn: Output<string> | undefined;

  constructor(name: string, args: BackupPlanArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:BackupPlan", name, {}, opts);
    const own = { parent: this };
    const { identifier, keyArn, lock = {}, copy, topicArn, tags } = args;
    const retentions = { daily: args.dailyRetention ?? 35, monthly: args.monthlyRetention ?? 365 };
    const shared = { lock, retentions: Object.values(retentions), tags };
    const vault = backupVault(`${name}-vault`, { ...shared, vaultName: identifier, keyArn }, own);
    const copyVault =
      copy &&
      backupVault(
        `${name}-copy-vault`,
        { ...shared, vaultName: `${identifier}-copies`, keyArn: copy.keyArn },
        { ...own, provider: copy.provider },
      );
    const { role, attached } = backupRole(name, { identifier, tags }, own);
    const plan = new Plan(
      name,
      {
        name: identifier,
        rules: (["daily", "monthly"] as const).map((every) => {
          const lifecycle = { deleteAfter: retentions[every] };
          return {
            ruleName: every,
            targetVaultName: vault.name,
            schedule: schedules[every],
            scheduleExpressionTimezone: "Etc/UTC",
            startWindow,
            completionWindow,
            lifecycle,
            recoveryPointTags: { ...tags, Role: "backup", Every: every },
            ...(copyVault && { copyActions: [{ destinationVaultArn: copyVault.arn, lifecycle }] }),
          };
        }),
        tags: { ...tags, Role: "backup-plan", Name: identifier },
      },
      own,
    );
    new Selection(
      `${name}-selection`,
      { name: identifier, planId: plan.id, iamRoleArn: role.arn, resources: [args.resourceArn] },
      // Without its policies the role's first job fails.
      { ...own, dependsOn: attached },
    );
    if (topicArn !== undefined) {
      const copied = copy !== undefined;
      backupAlarms(name, { identifier, vaultName: vault.name, topicArn, copied, tags }, own);
    }
    this.vaultName = vault.name;
    this.vaultArn = vault.arn;
    this.roleArn = role.arn;
    this.copyVaultArn = copyVault?.arn;
    this.registerOutputs({ vaultName: this.vaultName });
  }
}
