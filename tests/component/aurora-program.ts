import { Provider } from "@pulumi/aws/provider.js";
import { BackupPlan } from "../../components/backup/backup-plan.ts";
import { SnapshotExport } from "../../components/backup/snapshot-export.ts";
import { EncryptionKey } from "../../components/keys/encryption-key.ts";
import { RdsProxy } from "../../components/proxy/rds-proxy.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { args } from "./aurora.ts";
import { account } from "./decided-by-aws.ts";

const { tags } = args;
const region = "us-east-1";
const copyRegion = "us-west-2";

/** A cluster in two regions, a proxy before it, its backups and exports. */
export async function auroraProgram() {
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
