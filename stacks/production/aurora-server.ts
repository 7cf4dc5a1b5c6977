import { firstZones } from "../../aws/regions.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { rdsCaFile } from "../../db/rds-ca-file.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";
import { proxyBefore } from "./proxy-before.ts";

/** A cluster with its readers, and a second one in another region where one is asked for. */
export function auroraServer(place: ProductionPlace): ProductionServer {
  const { settings, production, account, keys, networks, secret } = place;
  const { auroraServerless, auroraMinCapacity: minCapacity, auroraMaxCapacity: maxCapacity } = production;
  const proxy = proxyBefore(place, "cluster");
  const server = new AuroraPostgres(
    "server",
    {
      // Settings have the names of the server's arguments, where the two do not differ.
      ...production,
      instanceClass: auroraServerless ? { minCapacity, maxCapacity } : production.instanceClass,
      minReaders: production.auroraMinReaders,
      maxReaders: production.auroraMaxReaders,
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
      second: secondRegion(place),
      pooler: proxy.pooler,
    },
    { provider: account.home },
  );
  const { clusterIdentifier: identifier, resourceId } = server;
  const [, ...readers] = server.instances;
  const log = server.logGroups[production.logExports.indexOf("postgresql")];
  if (log === undefined) throw new TypeError("an Aurora cluster without its log is refused by the settings");
  return {
    server,
    identifier,
    resourceId,
    arn: server.arn,
    // Whoever may log in to the cluster may log in to its readers.
    replicas: readers.length > 0 ? [{ name: "readers", identifier, resourceId }] : [],
    logGroupName: log,
    proxy: proxy.made(),
  };
}

function secondRegion({ production, account, keys, networks }: ProductionPlace) {
  const { copies: provider } = account;
  if (!production.auroraGlobal || !provider || keys.copies === undefined || !networks.copies)
    return undefined;
  return {
    provider,
    sourceRegion: production.region,
    identifier: `${production.identifier}-${production.copyRegion}`,
    availabilityZones: firstZones(production.copyRegion, 2),
    subnetIds: networks.copies.subnetIds,
    securityGroupIds: [networks.copies.databaseSecurityGroupId],
    keyArn: keys.copies,
    logKeyArn: keys.copies,
  };
}
