import { describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { auroraProgram } from "../component/aurora-program.ts";

/** What R2 asks for otherwise, or what is made elsewhere: `docs/controls.md` has the reasons. */
const elsewhere = [
  "logs-group-require-year",
  "rds-server-deny-default-port",
  "rds-subscription-require-cluster-events",
  "rds-subscription-require-instance-events",
  "rds-subscription-require-parameter-events",
  "rds-subscription-require-security-events",
];

const lookedAt = [
  "backup-vault-require-customer-key",
  "ec2-security-group-deny-open-egress",
  "ec2-security-group-deny-open-ingress",
  "logs-group-require-customer-key",
  "rds-cluster-deny-default-admin",
  "rds-cluster-require-deletion-protection",
  "rds-cluster-require-encryption",
  "rds-cluster-require-iam-authentication",
  "rds-cluster-require-log-exports",
  "rds-cluster-require-multi-az",
  "rds-cluster-require-tags",
  "rds-cluster-require-tags-on-snapshots",
  "rds-global-cluster-require-encryption",
  "rds-instance-deny-public-access",
  "rds-instance-require-enhanced-monitoring",
  "rds-instance-require-minor-upgrades",
  "rds-instance-require-modern-ca",
  "rds-instance-require-performance-insights",
  "rds-instance-require-performance-insights-key",
  "rds-instance-require-tags",
  "rds-proxy-require-tls",
  "rds-server-deny-vulnerable-version",
  "rds-server-require-backup-plan",
  "rds-server-require-backups",
  "rds-server-require-customer-key",
  "rds-server-require-final-snapshot",
  "rds-server-require-statement-log",
  "rds-server-require-tls",
  "rds-subnet-group-require-tags",
  "s3-bucket-deny-any-principal",
  "s3-bucket-require-encryption",
  "s3-bucket-require-kms-key",
  "s3-bucket-require-lifecycle",
  "s3-bucket-require-public-access-block",
  "s3-bucket-require-tls",
  "s3-bucket-require-versioning",
];

describe("Aurora in two regions, its proxy and its backups", () => {
  it("break no mandatory rule that is about them", async () => {
    const { results } = evaluate(await planOffline("dev", { program: auroraProgram }));
    const mandatory = results.filter(({ rule }) => rule.severity === "mandatory");
    const failed = mandatory.filter(({ status }) => status === "fail").map(({ rule }) => rule.id);
    expect(failed.sort()).toEqual(elsewhere);
    // That they were looked at, and not passed over.
    const passed = mandatory.filter(({ status }) => status === "pass").map(({ rule }) => rule.id);
    expect(passed).toEqual(expect.arrayContaining(lookedAt));
  });
});
