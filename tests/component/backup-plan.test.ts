import { Provider } from "@pulumi/aws/provider.js";
import { describe, expect, it } from "vitest";
import { BackupPlan, type BackupPlanArgs } from "../../components/backup/backup-plan.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { allOf, familyOf, only } from "./only.ts";
import { remembered } from "./remembered.ts";
import { resolved } from "./values.ts";

const tags = { Environment: "prod", Application: "shop" };
const resourceArn = `arn:aws:rds:us-east-1:${account}:db:shop-prod`;
const keyArn = `arn:aws:kms:us-east-1:${account}:key/data`;
const copyKey = `arn:aws:kms:us-west-2:${account}:key/copies`;
const args: BackupPlanArgs = { identifier: "shop-prod", resourceArn, keyArn, tags };
const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

const declared = remembered<BackupPlanArgs>((changed) =>
  registered(() => new BackupPlan("backup", { ...args, ...changed }), decidedByAws),
);

const declaredWithCopy = remembered<BackupPlanArgs>((changed) =>
  registered(() => {
    const provider = new Provider("copies", { region: "us-west-2" });
    return new BackupPlan("backup", { ...args, copy: { provider, keyArn: copyKey }, ...changed });
  }, decidedByAws),
);

const alone = [
  "aws:backup/plan:Plan backup of backup",
  "aws:backup/selection:Selection backup-selection of backup",
  "aws:backup/vault:Vault backup-vault of backup",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup-vault-lock of backup",
  "aws:iam/role:Role backup-role of backup",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment backup-backups of backup",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment backup-restores of backup",
  "pgstack:index:BackupPlan backup of undefined",
];

describe("BackupPlan", () => {
  it("declares a vault with its lock, a plan, what it is for and a role", async () => {
    expect(familyOf(await declared())).toEqual(alone);
    expect(only(await declared(), "pgstack:index:BackupPlan").inputs).toEqual({});
  });

  it("declares a vault and a lock in another region for copies", async () => {
    const resources = await declaredWithCopy();
    expect(familyOf(resources)).toEqual(
      [
        ...alone,
        "aws:backup/vault:Vault backup-copy-vault of backup",
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup-copy-vault-lock of backup",
        "pulumi:providers:aws copies of undefined",
      ].sort(),
    );
    const there = resources.filter(({ options }) => options.provider === "copies").map(({ name }) => name);
    expect(there.sort()).toEqual(["backup-copy-vault", "backup-copy-vault-lock"]);
    expect(only(resources, vaultType, "backup-copy-vault").inputs).toEqual({
      name: "shop-prod-copies",
      kmsKeyArn: copyKey,
      forceDestroy: false,
      tags: { ...tags, Role: "backup-vault", Name: "shop-prod-copies" },
    });
  });

  it("encrypts the vault with the key, and never empties it", async () => {
    expect(only(await declared(), vaultType).inputs).toEqual({
      name: "shop-prod",
      kmsKeyArn: keyArn,
      forceDestroy: false,
      tags: { ...tags, Role: "backup-vault", Name: "shop-prod" },
    });
  });

  it("locks the vault for as long as the plan keeps, so that who may can lift it", async () => {
    expect(only(await declared(), lockType).inputs).toEqual({
      backupVaultName: "shop-prod",
      minRetentionDays: 35,
      maxRetentionDays: 365,
    });
    expect(
      only(await declared({ dailyRetention: 14, monthlyRetention: 730 }), lockType).inputs,
    ).toMatchObject({
      minRetentionDays: 14,
      maxRetentionDays: 730,
    });
  });

  it("makes the lock one that nobody can lift only when asked, after a fortnight to think", async () => {
    const locks = allOf(await declaredWithCopy({ lock: { mode: "compliance" } }), lockType);
    expect(locks.map(({ inputs }) => inputs.changeableForDays)).toEqual([14, 14]);
    const sooner = await declared({ lock: { mode: "compliance", changeableForDays: 3 } });
    expect(only(sooner, lockType).inputs.changeableForDays).toBe(3);
    const governed = await declared({ lock: { mode: "governance", changeableForDays: 3 } });
    expect(only(governed, lockType).inputs).not.toHaveProperty("changeableForDays");
  });

  it("declares no lock when none is wanted", async () => {
    const resources = await declaredWithCopy({ lock: { mode: "none" } });
    expect(resources.filter(({ type }) => type === lockType)).toEqual([]);
  });

  it("takes a snapshot each day and each month, before the windows of the server, and copies each", async () => {
    const rule = (every: string, schedule: string, deleteAfter: number) => ({
      ruleName: every,
      targetVaultName: "shop-prod",
      schedule,
      scheduleExpressionTimezone: "Etc/UTC",
      startWindow: 60,
      completionWindow: 720,
      lifecycle: { deleteAfter },
      recoveryPointTags: { ...tags, Role: "backup", Every: every },
    });
    const copied = (deleteAfter: number) => ({
      copyActions: [
        {
          destinationVaultArn: `arn:aws:backup:us-east-1:${account}:backup-vault:shop-prod-copies`,
          lifecycle: { deleteAfter },
        },
      ],
    });
    const daily = rule("daily", "cron(0 2 * * ? *)", 35);
    const monthly = rule("monthly", "cron(0 2 1 * ? *)", 365);
    expect(only(await declared(), "aws:backup/plan:Plan").inputs).toEqual({
      name: "shop-prod",
      rules: [daily, monthly],
      tags: { ...tags, Role: "backup-plan", Name: "shop-prod" },
    });
    expect(only(await declaredWithCopy(), "aws:backup/plan:Plan").inputs.rules).toEqual([
      { ...daily, ...copied(35) },
      { ...monthly, ...copied(365) },
    ]);
  });

  it("backs up the server it is for and nothing else, once its role may", async () => {
    const { inputs, options } = only(await declared(), "aws:backup/selection:Selection");
    expect(inputs).toEqual({
      name: "shop-prod",
      planId: "backup-id",
      iamRoleArn: `arn:aws:iam::${account}:role/shop-prod-backup`,
      resources: [resourceArn],
    });
    expect(options.dependsOn).toEqual(["backup", "backup-backups", "backup-restores", "backup-role"]);
  });

  it("gives its role AWS's policies for backups and restores", async () => {
    const resources = await declared();
    const role = only(resources, "aws:iam/role:Role").inputs;
    expect(JSON.parse(String(role.assumeRolePolicy)).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const policies = allOf(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(policies.map(({ inputs }) => inputs)).toEqual(
      ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"].map((policy) => ({
        role: "shop-prod-backup",
        policyArn: `arn:aws:iam::aws:policy/service-role/${policy}`,
      })),
    );
  });

  it("raises an alarm for backups that failed, never began, or are not there", async () => {
    const topicArn = `arn:aws:sns:us-east-1:${account}:alarms`;
    const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(allOf(await declared(), alarmType)).toEqual([]);
    const alarms = allOf(await declaredWithCopy({ topicArn }), alarmType);
    const alarm = (about: string, metricName: string, alarmDescription: string) => ({
      name: `shop-prod-${about}`,
      alarmDescription,
      namespace: "AWS/Backup",
      metricName,
      dimensions: { BackupVaultName: "shop-prod" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 3600,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: { ...tags, Role: "alarm", Name: `shop-prod-${about}` },
    });
    expect(alarms.map(({ inputs }) => inputs)).toEqual([
      alarm("backup-expired", "NumberOfBackupJobsExpired", "A backup did not begin in its hour."),
      alarm("backup-failed", "NumberOfBackupJobsFailed", "A backup failed: aws backup list-backup-jobs."),
      {
        ...alarm("backup-missing", "NumberOfBackupJobsCompleted", "No backup was made for two days."),
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        period: 86_400,
        evaluationPeriods: 2,
        treatMissingData: "breaching",
      },
      alarm("copy-failed", "NumberOfCopyJobsFailed", "A backup was not copied: aws backup list-copy-jobs."),
    ]);
    expect(alarms.map(({ name, options }) => [name, options.parent])).toEqual([
      ["backup-backup-expired", "backup"],
      ["backup-backup-failed", "backup"],
      ["backup-backup-missing", "backup"],
      ["backup-copy-failed", "backup"],
    ]);
    expect(allOf(await declared({ topicArn }), alarmType).map(({ name }) => name)).not.toContain(
      "backup-copy-failed",
    );
  });

  it("says where recovery points are, and what restores them", async () => {
    let plan: BackupPlan | undefined;
    await registered(() => {
      plan = new BackupPlan("backup", args);
    }, decidedByAws);
    expect(await resolved(plan?.vaultName)).toBe("shop-prod");
    expect(await resolved(plan?.vaultArn)).toBe(`arn:aws:backup:us-east-1:${account}:backup-vault:shop-prod`);
    expect(await resolved(plan?.roleArn)).toBe(`arn:aws:iam::${account}:role/shop-prod-backup`);
    expect(plan?.copyVaultArn).toBeUndefined();
  });
});
