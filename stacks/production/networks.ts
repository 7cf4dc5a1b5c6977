import type { Input } from "@pulumi/pulumi";
import { firstZones } from "../../aws/regions.ts";
import type { EndpointService } from "../../components/network/endpoint-policies.ts";
import { Network } from "../../components/network/network.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { AwsAccount } from "./aws-account.ts";
import type { EncryptionKeys } from "./encryption-keys.ts";

export interface Networks {
  readonly home: Network;
  /** In the region of the copies, where a server is to stand there. */
  readonly copies: Network | undefined;
}

export function networks(
  production: ProductionSettings,
  account: AwsAccount,
  keys: EncryptionKeys,
): Networks {
  const { copies } = account;
  const inCopyRegion =
    production.server === "aurora" ? production.auroraGlobal : production.copyRegionReplica;
  return {
    home: homeNetwork(production, account, keys),
    copies:
      inCopyRegion && copies !== undefined && keys.copies !== undefined
        ? copyNetwork(production, account, keys.copies)
        : undefined,
  };
}

function homeNetwork(
  production: ProductionSettings,
  { accountId, home, tags }: AwsAccount,
  keys: EncryptionKeys,
): Network {
  const { identifier, region, availabilityZones, vpcId, subnetIds, vpcCidr } = production;
  // Rotation asks for the secret; the bastion talks to Systems Manager, and its shell is logged.
  const endpointServices: EndpointService[] = [
    "secretsmanager",
    ...(production.bastion ? (["ssm", "ssmmessages", "kms", "logs"] as const) : []),
  ];
  return new Network(
    "network",
    {
      identifier,
      region,
      accountId,
      availabilityZones,
      vpcId,
      subnetIds,
      vpcCidr,
      clientSecurityGroupIds: production.clientSecurityGroupIds,
      databasePort: production.databasePort,
      endpoints: true,
      endpointServices,
      logKeyArn: keys.operations,
      logRetention: production.logRetention,
      tags,
    },
    { provider: home },
  );
}

/** Nothing but a copy of the server is in it. */
function copyNetwork(
  production: ProductionSettings,
  { accountId, copies, tags }: AwsAccount,
  logKeyArn: Input<string>,
): Network {
  const { identifier, copyRegion, copyVpcCidr, databasePort, logRetention } = production;
  return new Network(
    "copies-network",
    {
      identifier: `${identifier}-${copyRegion}`,
      region: copyRegion,
      accountId,
      availabilityZones: firstZones(copyRegion, 2),
      subnetIds: [],
      vpcCidr: copyVpcCidr,
      clientSecurityGroupIds: [],
      databasePort,
      endpoints: false,
      logKeyArn,
      logRetention,
      tags,
    },
    copies && { provider: copies },
  );
}
