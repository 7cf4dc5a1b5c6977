import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** The query without what ends a statement: it goes into the middle of one. */
function body(query: string): string {
  return query.replace(/[\s;]+$/, "");
}

/** A comment at the query's end goes no further than its line. */
export function createMaterializedView(schema: string, name: string, query: string): string {
  return `CREATE MATERIALIZED VIEW ${quoteQualified(schema, name)} AS\n${body(query)}\nWITH DATA`;
}

/** Name of the temporary view that {@link canonicalView} makes. */
const probe = "pgstack_view_probe";

/**
 * Statements that let the server itself say what it makes of a query: as a temporary view, in a transaction that is rolled back.
 * The last one returns `definition`, with every name qualified.
 */
export function canonicalView(query: string): string[] {
  return [
    `CREATE TEMPORARY VIEW ${quoteName(probe)} AS\n${body(query)}\n`,
    qualifiedNames,
    `SELECT pg_get_viewdef('pg_temp.${probe}'::regclass) AS definition`,
  ];
}

/** Until the end of the transaction, names without a schema are of schema $1, then of `public`, as in migrations. */
export const ownNames = "SELECT set_config('search_path', quote_ident($1) || ', public', true)";

/** Until the end of the transaction, the server prints all names but its own with their schema. */
export const qualifiedNames = "SELECT set_config('search_path', 'pg_catalog', true)";

/** The unique index that a refresh beside readers tells rows by. */
export function createKeyIndex(
  { schema, view, name, key }: { schema: string; view: string; name: string; key: readonly string[] },
  { concurrently = false }: { concurrently?: boolean } = {},
): string {
  const how = concurrently ? "CONCURRENTLY " : "";
  return `CREATE UNIQUE INDEX ${how}${quoteName(name)} ON ${quoteQualified(schema, view)} (${key.map(quoteName).join(", ")})`;
}

export function dropMaterializedView(schema: string, name: string): string {
  return `DROP MATERIALIZED VIEW ${quoteQualified(schema, name)}`;
}

export function renameMaterializedView(schema: string, from: string, to: string): string {
  return `ALTER MATERIALIZED VIEW ${quoteQualified(schema, from)} RENAME TO ${quoteName(to)}`;
}

export function setViewOwner(schema: string, name: string, owner: string): string {
  return `ALTER MATERIALIZED VIEW ${quoteQualified(schema, name)} OWNER TO ${quoteName(owner)}`;
}

export function commentOnView(schema: string, name: string, comment: string | undefined): string {
  const text = comment === undefined ? "NULL" : quoteLiteral(comment);
  return `COMMENT ON MATERIALIZED VIEW ${quoteQualified(schema, name)} IS ${text}`;
}
