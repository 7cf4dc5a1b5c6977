import type { Output } from "@pulumi/pulumi";
import { type ProxyTargetServer, RdsProxy } from "../../components/proxy/rds-proxy.ts";
import type { AddressOutputs } from "../../packages/client/stack-outputs.ts";
import type { ProductionPlace } from "./production-place.ts";

/** A proxy that a server puts before itself once it is there. */
export interface ProxyBefore {
  readonly pooler:
    | ((identifier: Output<string>, resourceId: Output<string>) => Output<AddressOutputs>)
    | undefined;
  /** What came of it. */
  readonly made: () => RdsProxy | undefined;
}

/** None where none is asked for. */
export function proxyBefore(place: ProductionPlace, kind: ProxyTargetServer["kind"]): ProxyBefore {
  let proxy: RdsProxy | undefined;
  const pooler = (identifier: Output<string>, resourceId: Output<string>) => {
    proxy = makeProxy(place, { kind, identifier }, resourceId);
    return proxy.address;
  };
  return { pooler: place.production.proxy ? pooler : undefined, made: () => proxy };
}

function makeProxy(
  { production, account, keys, networks, iamRoles: users }: ProductionPlace,
  target: ProxyTargetServer,
  resourceId: Output<string>,
): RdsProxy {
  const { identifier, region, databasePort, clientSecurityGroupIds, logRetention } = production;
  const { vpcId, subnetIds, databaseSecurityGroupId, clientSecurityGroupId } = networks.home;
  return new RdsProxy(
    "proxy",
    {
      identifier,
      region,
      accountId: account.accountId,
      target,
      resourceId,
      users,
      vpcId,
      subnetIds,
      databaseSecurityGroupId,
      databasePort,
      clientSecurityGroupId,
      otherClientSecurityGroupIds: clientSecurityGroupIds,
      logRetention,
      logKeyArn: keys.operations,
      tags: account.tags,
    },
    { provider: account.home },
  );
}
