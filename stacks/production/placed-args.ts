import { rdsCaFile } from "../../db/rds-ca-file.ts";
import type { ProductionPlace } from "./production-place.ts";

/** Arguments of a server, be it an instance or a cluster: the settings, most of which have an argument's name, and its place. */
export function placedArgs({ settings, production, account, keys, networks, secret }: ProductionPlace) {
  return {
    ...production,
    port: production.databasePort,
    accountId: account.accountId,
    tags: account.tags,
    database: settings.database,
    adminUser: settings.adminUser,
    adminSecretArn: secret.arn,
    adminPassword: secret.password,
    caFile: rdsCaFile(settings.stack),
    subnetIds: networks.home.subnetIds,
    securityGroupIds: [networks.home.databaseSecurityGroupId],
    keyArn: keys.database,
    logKeyArn: keys.operations,
  };
}
