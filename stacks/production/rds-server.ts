import { RdsPostgres } from "../../components/server/rds-postgres.ts";
import { ownLog } from "./own-log.ts";
import { placedArgs } from "./placed-args.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";
import { proxyBefore } from "./proxy-before.ts";

/** An instance with a standby, its replicas and copies. */
export function rdsServer(place: ProductionPlace): ProductionServer {
  const { production, account, keys, networks } = place;
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
      ...placedArgs(place),
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
    logGroupName: ownLog(server.logGroups),
    proxy: proxy.made(),
  };
}
