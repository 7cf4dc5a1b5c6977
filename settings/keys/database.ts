import { allowedNames, parseName } from "./name-rules.ts";
import type { SettingKey } from "./setting-key.ts";

const taken: Readonly<Record<string, string>> = {
  postgres: "PostgreSQL's own database",
  template0: "PostgreSQL's template for new databases",
  template1: "PostgreSQL's template for new databases",
  rdsadmin: "Amazon RDS's own database",
};

export const database: SettingKey<string> = {
  name: "database",
  type: "string",
  default: "mcp_db",
  allowed: allowedNames,
  parse: (text) => parseName(text, reasonTaken),
};

function reasonTaken(name: string): string | undefined {
  if (name.startsWith("pg_")) return "pg_ begins PostgreSQL's own names";
  return Object.hasOwn(taken, name) ? taken[name] : undefined;
}
