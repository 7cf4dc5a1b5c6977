import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { controlsSource } from "../../cli/stack/controls-source.ts";
import { evaluate } from "../../policy/evaluate.ts";
import type { Plan } from "../../policy/planned-resource.ts";
import type { RuleStatus } from "../../policy/report.ts";
import { projectRoot } from "../../settings/paths.ts";

const exceptions = controlsSource.exceptionsOf("prod");

function judged(plan: Plan, some = exceptions) {
  const report = evaluate(plan, some);
  const withStatus = (status: RuleStatus) =>
    report.results.filter((result) => result.status === status).map(({ rule }) => rule.id);
  return { ...report, withStatus };
}

function without(...keys: readonly string[]) {
  return Object.fromEntries(Object.entries(exceptions).filter(([key]) => !keys.includes(key)));
}

describe("stack prod, as it is shipped", () => {
  it("holds to every mandatory rule, by exceptions that are all needed", async () => {
    const { withStatus, failed, exceptionFaults } = judged(await planOffline("prod"));
    expect(exceptionFaults).toEqual([]);
    expect(withStatus("fail")).toEqual([]);
    expect(failed).toBe(false);
    expect(withStatus("excepted")).toEqual([
      "rds-instance-require-multi-az",
      "rds-server-deny-default-port",
      "logs-group-require-year",
      "s3-bucket-require-access-log",
      "s3-bucket-require-kms-key",
      "s3-bucket-require-events",
      "s3-bucket-require-replication",
      "lambda-function-require-tracing",
      "lambda-function-require-dead-letters",
      "lambda-function-require-code-signing",
    ]);
    // Documents with ARNs that are yet to be.
    expect(withStatus("unknown")).toEqual([
      "kms-key-deny-wildcard-principal",
      "kms-key-require-policy",
      "sns-topic-deny-public-policy",
      "s3-bucket-require-tls",
      "s3-bucket-deny-any-principal",
      "iam-policy-deny-wildcard-actions",
      "iam-policy-deny-wildcard-resources",
      "iam-role-deny-public-trust",
    ]);
    expect(withStatus("pass").length).toBe(65);
  });

  it("needs no exception where the stricter settings are taken, and knows more where the account is known", async () => {
    const plan = await planOffline("prod", {
      settings: {
        "pgstack:databasePort": "6432",
        "pgstack:logRetention": "365",
        "pgstack:accountId": "123456789012",
      },
    });
    const { withStatus, failed } = judged(plan, without("RDS.23", "CKV_AWS_338"));
    expect(failed).toBe(false);
    expect(withStatus("pass")).toEqual(
      expect.arrayContaining([
        "rds-server-deny-default-port",
        "logs-group-require-year",
        "kms-key-deny-wildcard-principal",
        "kms-key-require-policy",
      ]),
    );
    expect(judged(plan).exceptionFaults.map(({ key }) => key)).toEqual(["RDS.23", "CKV_AWS_338"]);
  });

  it("fails for each setting that is taken back", async () => {
    const plan = await planOffline("prod", {
      settings: {
        "pgstack:multiAz": "false",
        "pgstack:deletionProtection": "false",
        "pgstack:monitoringInterval": "0",
        "pgstack:logExports": "postgresql",
        "pgstack:backupRetention": "6",
        "pgstack:autoMinorVersionUpgrade": "false",
        "pgstack:backupPlan": "false",
        "pgstack:secretRotationDays": "91",
      },
    });
    const { withStatus, failed } = judged(plan);
    expect(failed).toBe(true);
    expect(withStatus("fail")).toEqual([
      "rds-instance-require-multi-az",
      "rds-instance-require-enhanced-monitoring",
      "rds-instance-require-deletion-protection",
      "rds-instance-require-log-exports",
      "rds-server-require-backups",
      "rds-instance-require-minor-upgrades",
      "rds-server-require-backup-plan",
      "secretsmanager-rotation-require-ninety-days",
    ]);
  });

  it("holds to every mandatory rule on Aurora", async () => {
    const root = mkdtempSync(join(tmpdir(), "pgstack-aurora-"));
    try {
      const ofRds = /^ +pgstack:(instanceClass|allocatedStorage|replicas):.*\n/gm;
      const file = readFileSync(join(projectRoot, "Pulumi.prod.yaml"), "utf8").replace(ofRds, "");
      writeFileSync(
        join(root, "Pulumi.prod.yaml"),
        file.replace("config:\n", "config:\n  pgstack:server: aurora\n"),
      );
      copyFileSync(join(projectRoot, "Pulumi.yaml"), join(root, "Pulumi.yaml"));
      const { withStatus, failed } = judged(await planOffline("prod", { root }));
      expect(withStatus("fail")).toEqual([]);
      expect(failed).toBe(false);
      expect(withStatus("pass")).toEqual(
        expect.arrayContaining(["rds-cluster-require-encryption", "rds-cluster-require-multi-az"]),
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
