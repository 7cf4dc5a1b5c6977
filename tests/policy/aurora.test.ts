import { Provider } from "@pulumi/aws/provider.js";
import { describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { BackupPlan } from "../../components/backup/backup-plan.ts";
import { SnapshotExport } from "../../components/backup/snapshot-export.ts";
import { EncryptionKey } from "../../components/keys/encryption-key.ts";
import { RdsProxy } from "../../components/proxy/rds-proxy.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { args } from "../component/aurora.ts";
import { account } from "../component/decided-by-aws.ts";

const { tags } = args;
const region = "us-east-1";
const copyRegion = "us-west-2";

/** A cluster in two regions, a proxy before it, its backups and exports. */
async function program() {
  const provider = new Provider("home", { region });
  const copies = new Provider("copies", { region: copyRegion });
  const key = (purpose: string, where: Provider, services: string[] = []) =>
    new EncryptionKey(purpose, { purpose, services, accountId: account, tags }, { provider: where }).arn;
  const keyArn = key("data", provider);
  const logKeyArn = key("logs", provider, [`logs.${region}.amazonaws.com`]);
  const copyKeyArn = key("copy-data", copies);
  const copyLogKeyArn = key("copy-logs", copies, [`logs.${copyRegion}.amazonaws.com`]);
  const server = new AuroraPostgres(
    "server",
    {
      ...args,
      keyArn,
      logKeyArn,
      second: {
        provider: copies,
        sourceRegion: region,
        identifier: "shop-prod-copy",
        availabilityZones: ["us-west-2a", "us-west-2b"],
        subnetIds: ["subnet-west-a", "subnet-west-b"],
        securityGroupIds: ["sg-west"],
        keyArn: copyKeyArn,
        logKeyArn: copyLogKeyArn,
      },
      pooler: (identifier, resourceId) =>
        new RdsProxy(
          "proxy",
          {
            identifier: args.identifier,
            region,
            accountId: account,
            target: { kind: "cluster", identifier },
            resourceId,
            users: ["mcp_app"],
            vpcId: "vpc-1",
            subnetIds: ["subnet-a", "subnet-b"],
            databaseSecurityGroupId: "sg-database",
            databasePort: args.port,
            clientSecurityGroupId: "sg-clients",
            logRetention: 30,
            logKeyArn,
            tags,
          },
          { provider },
        ).address,
    },
    { provider },
  );
  const backups = { identifier: args.identifier, keyArn, tags };
  new BackupPlan(
    "backup",
    { ...backups, resourceArn: server.arn, copy: { provider: copies, keyArn: copyKeyArn } },
    { provider },
  );
  new SnapshotExport("export", { ...backups, region, accountId: account }, { provider });
}

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
    const { results } = evaluate(await planOffline("dev", { program }));
    const mandatory = results.filter(({ rule }) => rule.severity === "mandatory");
    const failed = mandatory.filter(({ status }) => status === "fail").map(({ rule }) => rule.id);
    expect(failed.sort()).toEqual(elsewhere);
    // That they were looked at, and not passed over.
    const passed = mandatory.filter(({ status }) => status === "pass").map(({ rule }) => rule.id);
    expect(passed).toEqual(expect.arrayContaining(lookedAt));
  });
});
