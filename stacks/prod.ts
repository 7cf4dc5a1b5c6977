import { objectsByProvider } from "../components/database/objects-by-provider.ts";
import { AdminSecret } from "../components/secret/admin-secret.ts";
import { credentialOf } from "../model/credential-of.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import type { ProductionSettings } from "../settings/production/production-settings.ts";
import type { Settings } from "../settings/settings.ts";
import type { ChosenServer } from "./dev.ts";
import { auroraServer } from "./production/aurora-server.ts";
import { awsAccount } from "./production/aws-account.ts";
import { backups } from "./production/backups.ts";
import { deployment } from "./production/deployment.ts";
import { encryptionKeys } from "./production/encryption-keys.ts";
import { entries } from "./production/entries.ts";
import { networks } from "./production/networks.ts";
import { type ProductionOutputs, productionOutputs } from "./production/production-outputs.ts";
import type { ProductionPlace } from "./production/production-place.ts";
import { rdsServer } from "./production/rds-server.ts";
import { watching } from "./production/watching.ts";

/** The production server with all that is around it. */
export function prodServer(
  settings: Settings,
  production: ProductionSettings,
  model: DatabaseModel,
): ChosenServer & { readonly aws: ProductionOutputs } {
  const account = awsAccount(production);
  const keys = encryptionKeys(production, account);
  const place: ProductionPlace = {
    settings,
    production,
    account,
    keys,
    networks: networks(production, account, keys),
    secret: adminSecret(settings, production, account, keys.database),
    iamRoles: iamRoles(model, production),
  };
  const made = production.server === "aurora" ? auroraServer(place) : rdsServer(place);
  const entered = entries(place, made);
  const alarms = watching(place, made);
  backups(place, made, alarms.ticketTopicArn);
  const deployed = deployment(production, account);
  return {
    server: made.server,
    reason: `stack prod is ${production.server === "aurora" ? "Aurora PostgreSQL" : "RDS for PostgreSQL"}`,
    makeObjects: objectsByProvider,
    aws: productionOutputs(place, made, { ...entered, alarms, deployed }),
  };
}

function adminSecret(
  { database, adminUser }: Settings,
  { identifier }: ProductionSettings,
  { accountId, home, tags }: ProductionPlace["account"],
  keyArn: ProductionPlace["keys"]["database"],
): AdminSecret {
  return new AdminSecret(
    "admin-secret",
    { identifier, adminUser, database, keyArn, accountId, tags },
    { provider: home },
  );
}

function iamRoles({ roles }: DatabaseModel, { server: kind }: ProductionSettings): string[] {
  return roles.filter((role) => credentialOf(role, { kind, iam: true }) === "iam").map(({ name }) => name);
}
