import type { IndexDefinition } from "../../model/index-definition.ts";
import { quoteName, quoteQualified } from "../quote.ts";
import { createIndex } from "./create-index.ts";
import { selectIndex } from "./read-index.ts";

/** Name of the temporary table that {@link canonicalIndex} builds on. */
const probe = "pgstack_index_probe";

/**
 * Statements that let the server itself say what a declared index looks like in its catalog: built on an empty
 * temporary copy of the table (or materialized view), in a transaction that is rolled back. The last one returns the row
 * that `readIndex` would.
 *
 * Comparing texts written by people never works: `where: "a=1"` is `WHERE (a = 1)` in the catalog.
 */
export function canonicalIndex(index: IndexDefinition, schema: string): string[] {
  return [
    // Where no tablespace is declared, temporary indexes go elsewhere than the others do.
    "SELECT set_config('temp_tablespaces', coalesce(quote_ident(nullif(current_setting('default_tablespace'), '')), ''), true)",
    `CREATE TEMPORARY TABLE ${quoteName(probe)} (LIKE ${quoteQualified(schema, index.table)} INCLUDING GENERATED)`,
    createIndex({ ...index, name: `${probe}_idx`, table: probe }, { schema: "pg_temp", concurrently: false }),
    `${selectIndex}
  WHERE c.oid = 'pg_temp.${probe}_idx'::regclass`,
  ];
}

/** What of an index's definition its name and table do not decide: uniqueness, method, keys, options, predicate. */
export function definitionBody(definition: string): string {
  const unique = definition.startsWith("CREATE UNIQUE ") ? "UNIQUE " : "";
  return `${unique}${definition.slice(definition.indexOf(" USING ") + 1)}`;
}
