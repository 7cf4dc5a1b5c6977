import { schemaOids } from "./parts.ts";
import type { CatalogReader } from "./read-catalog.ts";

/** What differs from run to run in pgstack's own tables: when it was and how long it took. */
const times = ["applied_at", "duration_ms", "loaded_at"];

/** How many rows each table has and a checksum of them, in whatever order they lie; and where each sequence stands. */
export async function rows(reader: CatalogReader): Promise<string> {
  const { rows: tables } = await reader.query<{ name: string; sequence: boolean }>(
    `SELECT c.oid::regclass::text AS name, c.relkind = 'S' AS sequence FROM pg_class c
     WHERE c.relnamespace IN (${schemaOids}) AND c.relkind IN ('r', 'S') ORDER BY 1`,
  );
  const each = tables.map(({ name, sequence }) => {
    if (sequence)
      return `
      SELECT 'place of ${name}' AS object,
             jsonb_build_object('last value', s.last_value::text, 'called', s.is_called) AS properties
      FROM ${name} s`;
    const row = name.startsWith("pgstack.") ? `(to_jsonb(t) - '{${times.join(",")}}'::text[])` : "t";
    return `
      SELECT 'rows of ${name}' AS object,
             jsonb_build_object('count', count(*),
                                'md5', md5(string_agg(${row}::text, E'\\n' ORDER BY ${row}::text COLLATE "C"))) AS properties
      FROM ${name} t`;
  });
  return each.join(" UNION ALL ");
}
