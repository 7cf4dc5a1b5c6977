import { output } from "@pulumi/pulumi";
import { RdsPostgres } from "../../components/server/rds-postgres.ts";
import { rdsCaFile } from "../../db/rds-ca-file.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";
import { proxyBefore } from "./proxy-before.ts";

/** An instance with a standby, its replicas and copies. */
export function rdsServer(place: ProductionPlace): ProductionServer {
  const { settings, production, account, keys, networks, secret } = place;
  const proxy = proxyBefore(place, "instance");
  const copies =
    account.copies === undefined || keys.copies === undefined
      ? { backupReplication: false, copyRegionReplica: false }
      : {
          copyProvider: account.copies,
          copyRegion: production.copyRegion,
          copyKeyArn: keys.copies,
          copyLogKeyArn: keys.copies,
          backupReplication: production.backupReplication,
          copyRegionReplica: production.copyRegionReplica,
          ...(networks.copies && {
            copySubnetIds: networks.copies.subnetIds,
            copySecurityGroupIds: [networks.copies.databaseSecurityGroupId],
          }),
        };
  const server = new RdsPostgres(
    "server",
    {
      // Settings have the names of the server's arguments.
      ...production,
      accountId: account.accountId,
      tags: account.tags,
      database: settings.database,
      adminUser: settings.adminUser,
      adminSecretArn: secret.arn,
      adminPassword: secret.password,
      caFile: rdsCaFile(settings.stack),
      port: production.databasePort,
      subnetIds: networks.home.subnetIds,
      securityGroupIds: [networks.home.databaseSecurityGroupId],
      keyArn: keys.database,
      logKeyArn: keys.operations,
      ...copies,
      pooler: proxy.pooler,
    },
    { provider: account.home },
  );
  return {
    server,
    identifier: server.instanceIdentifier,
    resourceId: server.resourceId,
    arn: server.arn,
    replicas: server.replicas,
    copyReplica: server.copyReplica,
    logGroupName:
      server.logGroups.postgresql ?? output(`/aws/rds/instance/${production.identifier}/postgresql`),
    proxy: proxy.made(),
  };
}
