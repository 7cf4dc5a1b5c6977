import type { Output } from "@pulumi/pulumi";
import { IamAccess } from "../../components/access/iam-access.ts";
import { Bastion } from "../../components/bastion/bastion.ts";
import { SecretRotation } from "../../components/secret/secret-rotation.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";

export interface Entries {
  readonly access: IamAccess | undefined;
  readonly bastion: Bastion | undefined;
}

/** Who gets in, and how: logins by IAM, the way of people and pipelines, and the administrator's next password. */
export function entries(place: ProductionPlace, made: ProductionServer): Entries {
  rotation(place, made);
  return { access: iamAccess(place, made), bastion: bastion(place, made) };
}

function rotation(
  { production, account, keys, networks, secret }: ProductionPlace,
  { server }: ProductionServer,
) {
  const { identifier, region, secretRotationDays: rotationDays, logRetention } = production;
  return new SecretRotation(
    "secret-rotation",
    {
      identifier,
      secretArn: secret.arn,
      keyArn: keys.database,
      rotationDays,
      subnetIds: networks.home.subnetIds,
      securityGroupIds: [networks.home.clientSecurityGroupId],
      host: server.address,
      port: server.port,
      region,
      accountId: account.accountId,
      logRetention,
      logKeyArn: keys.operations,
      tags: account.tags,
    },
    { provider: account.home },
  );
}

function iamAccess(
  { settings, production, account, iamRoles }: ProductionPlace,
  { resourceId, replicas, proxy }: ProductionServer,
): IamAccess | undefined {
  if (iamRoles.length === 0) return undefined;
  const others = replicas.filter((replica) => replica.resourceId !== resourceId);
  const servers: { name: string; resourceId: Output<string> }[] = [
    { name: "primary", resourceId },
    ...others.map(({ name, resourceId }) => ({ name, resourceId })),
    ...(proxy === undefined ? [] : [{ name: "proxy", resourceId: proxy.resourceId }]),
  ];
  return new IamAccess(
    "access",
    {
      identifier: production.identifier,
      region: production.region,
      accountId: account.accountId,
      adminUser: settings.adminUser,
      roles: iamRoles,
      servers,
      tags: account.tags,
    },
    { provider: account.home },
  );
}

function bastion(
  { production, account, keys, networks }: ProductionPlace,
  { server }: ProductionServer,
): Bastion | undefined {
  if (!production.bastion) return undefined;
  const { identifier, region, databasePort, logRetention } = production;
  const {
    vpcId,
    subnetIds,
    databaseSecurityGroupId,
    endpointSecurityGroupIds,
    s3PrefixListId,
    existingCidr,
  } = networks.home;
  return new Bastion(
    "bastion",
    {
      identifier,
      region,
      vpcId,
      subnetId: subnetIds.apply(([first]) => first ?? ""),
      databaseSecurityGroupId,
      databaseHost: server.address,
      databasePort,
      endpointSecurityGroupIds,
      s3PrefixListId,
      existingCidr,
      keyArn: keys.database,
      sessionLog: { keyArn: keys.operations, retention: logRetention },
      tags: account.tags,
    },
    { provider: account.home },
  );
}
