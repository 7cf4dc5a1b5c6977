import { database } from "../../model/database.ts";
import { poolerRole, replicator, superuser } from "../../model/service-roles.ts";
import { allowedNames, parseName } from "./name-rules.ts";
import type { SettingKey } from "./setting-key.ts";

export const adminUser: SettingKey<string> = {
  name: "adminUser",
  type: "string",
  default: "mcp_admin",
  allowed: allowedNames,
  parse: (text) => parseName(text, reasonTaken),
};

const serviceRoles: readonly string[] = [superuser, replicator, poolerRole];

function reasonTaken(name: string): string | undefined {
  if (name === "postgres") return "PostgreSQL's own superuser";
  if (name.startsWith("pg_")) return "pg_ begins PostgreSQL's own names";
  if (name.startsWith("rds_")) return "rds_ begins Amazon RDS's own names";
  if (serviceRoles.includes(name)) return "a role of the server's own";
  // No setting changes which roles are declared; the declaration wants both.
  const { roles } = database({ foreignKeyIndexes: false, embeddingDimensions: 1 });
  return roles.some((role) => role.name === name) ? "a role of model/database.ts" : undefined;
}
