import type pg from "pg";
import { columns } from "./columns.ts";
import { constraints, indexes } from "./constraints.ts";
import { databases } from "./databases.ts";
import { everything } from "./everything.ts";
import { relations } from "./relations.ts";
import { memberships, roleSettings, roles } from "./roles.ts";
import { routines, types } from "./routines.ts";
import { rows } from "./rows.ts";
import { policies, rewriteRules, triggers } from "./rules.ts";
import { defaultPrivileges, extensions, schemas } from "./schemas.ts";
import { sequences } from "./sequences.ts";

/** What a server holds, by object: properties by name. */
export type Catalog = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const subjects: readonly string[] = [
  roles,
  memberships,
  roleSettings,
  databases,
  schemas,
  extensions,
  defaultPrivileges,
  relations,
  columns,
  constraints,
  indexes,
  sequences,
  routines,
  types,
  triggers,
  policies,
  rewriteRules,
];

/**
 * Reads what the declaration left on a server, without what differs by version, by server or by chance: OIDs,
 * PostgreSQL's own objects, what belongs to extensions, and the administrator's own rights.
 *
 * @param client connected as the administrator
 */
export async function readCatalog(client: pg.ClientBase): Promise<Catalog> {
  const catalog = new Map<string, Record<string, unknown>>();
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    // Names with their schemas, and times in one zone, whatever the server's defaults are.
    await client.query("SET LOCAL search_path = pg_catalog; SET LOCAL TimeZone = 'UTC'");
    for (const subject of [...subjects, await everything(client), await rows(client)]) {
      const read = await client.query<{ object: string; properties: Record<string, unknown> }>(subject);
      for (const { object, properties } of read.rows) {
        if (catalog.has(object)) throw new Error(`two objects are called "${object}"`);
        catalog.set(object, properties);
      }
    }
  } finally {
    await client.query("ROLLBACK");
  }
  return catalog;
}
