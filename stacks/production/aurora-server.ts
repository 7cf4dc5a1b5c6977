import { firstZones } from "../../aws/regions.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { ownLog } from "./own-log.ts";
import { placedArgs } from "./placed-args.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";
import { proxyBefore } from "./proxy-before.ts";

/** A cluster with its readers, and a second one in another region where one is asked for. */
export function auroraServer(place: ProductionPlace): ProductionServer {
  const { production, account } = place;
  const { auroraServerless, auroraMinCapacity: minCapacity, auroraMaxCapacity: maxCapacity } = production;
  const proxy = proxyBefore(place, "cluster");
  const server = new AuroraPostgres(
    "server",
    {
      ...placedArgs(place),
      instanceClass: auroraServerless ? { minCapacity, maxCapacity } : production.instanceClass,
      minReaders: production.auroraMinReaders,
      maxReaders: production.auroraMaxReaders,
      second: secondRegion(place),
      pooler: proxy.pooler,
    },
    { provider: account.home },
  );
  const { clusterIdentifier: identifier, resourceId } = server;
  const [, ...readers] = server.instances;
  return {
    server,
    identifier,
    resourceId,
    arn: server.arn,
    // Whoever may log in to the cluster may log in to its readers.
    replicas: readers.length > 0 ? [{ name: "readers", identifier, resourceId }] : [],
    logGroupName: ownLog(server.logGroups),
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
