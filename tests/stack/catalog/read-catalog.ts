import { columns } from "./columns.ts";
import { constraints, indexes } from "./constraints.ts";
import { databases } from "./databases.ts";
import { everything } from "./everything.ts";
import { relations } from "./relations.ts";
import { memberships, parameters, roleSettings, roles } from "./roles.ts";
import { routines, types } from "./routines.ts";
import { rows } from "./rows.ts";
import { policies, rewriteRules, triggers } from "./rules.ts";
import { defaultPrivileges, extensions, schemas } from "./schemas.ts";
import { sequences } from "./sequences.ts";

/** Who may read the whole catalog: a superuser, wherever it is reached. */
export interface CatalogReader {
  query<Row>(sql: string): Promise<{ readonly rows: readonly Row[] }>;
}

/** What a server holds, by object: properties by name. */
export type Catalog = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const subjects: readonly string[] = [
  roles,
  memberships,
  roleSettings,
  parameters,
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
 * PostgreSQL's own objects, what belongs to extensions, the administrator's own rights, and the roles
 * that real servers have for it and for what stands beside them.
 *
 * @param reader whose names come with their schemas: its search path is pg_catalog alone
 */
export async function readCatalog(reader: CatalogReader): Promise<Catalog> {
  const catalog = new Map<string, Record<string, unknown>>();
  for (const subject of [...subjects, await everything(reader), await rows(reader)]) {
    const read = await reader.query<{ object: string; properties: Record<string, unknown> }>(subject);
    for (const { object, properties } of read.rows) {
      if (catalog.has(object)) throw new Error(`two objects are called "${object}"`);
      catalog.set(object, properties);
    }
  }
  return catalog;
}
