import type { IndexDefinition, IndexKey, IndexMethod } from "../../model/index-definition.ts";

/** An index as the catalog has it. */
export interface IndexRow {
  readonly table: string;
  readonly valid: boolean;
  readonly method: IndexMethod;
  readonly unique: boolean;
  /** Key columns in order; an expression's text in place of a name. */
  readonly keys: readonly {
    readonly column: string | null;
    readonly expression: string | null;
    readonly opclass: string | null;
    readonly descending: boolean;
    readonly nulls_first: boolean;
  }[];
  readonly include: readonly string[];
  readonly predicate: string | null;
  /** Storage parameters as `name=value`. */
  readonly storage: readonly string[];
  /** The server's own text of it. */
  readonly definition: string;
  /** Belongs to a primary key or a unique or exclusion constraint: not an index of ours. */
  readonly constraint: boolean;
}

/** Reads the index $2 of schema $1. An operator class is given only where it is not its type's default. */
export const readIndex = `
  SELECT t.relname::text AS table, i.indisvalid AND i.indisready AS valid, am.amname::text AS method,
         i.indisunique AS unique,
         (SELECT json_agg(json_build_object(
              'column', a.attname, 'expression', CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k, false) END,
              'opclass', CASE WHEN NOT oc.opcdefault THEN oc.opcname END,
              'descending', am.amname = 'btree' AND i.indoption[k - 1] & 1 = 1,
              'nulls_first', am.amname = 'btree' AND i.indoption[k - 1] & 2 = 2) ORDER BY k)
          FROM generate_series(1, i.indnkeyatts) AS k
          JOIN pg_opclass oc ON oc.oid = i.indclass[k - 1]
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND i.indkey[k - 1] <> 0
         ) AS keys,
         ARRAY(SELECT a.attname::text FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS k
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] ORDER BY k) AS include,
         pg_get_expr(i.indpred, i.indrelid) AS predicate,
         coalesce(c.reloptions, '{}') AS storage,
         pg_get_indexdef(i.indexrelid) AS definition,
         EXISTS (SELECT FROM pg_constraint co WHERE co.conindid = i.indexrelid AND co.contype IN ('p', 'u', 'x'))
           AS constraint
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_am am ON am.oid = c.relam
  WHERE n.nspname = $1 AND c.relname = $2`;

/** The declaration that would make an index the catalog has, defaults left out. */
export function indexFromRow(name: string, row: IndexRow): IndexDefinition {
  const options = Object.fromEntries(
    row.storage.map((entry) => entry.split(/=(.*)/s, 2) as [string, string]),
  );
  return {
    name,
    table: row.table,
    keys: row.keys.map(keyFromRow),
    ...(row.method === "btree" ? {} : { method: row.method }),
    ...(row.unique ? { unique: true } : {}),
    ...(row.include.length > 0 ? { include: row.include } : {}),
    ...(row.predicate === null ? {} : { where: row.predicate }),
    ...(row.storage.length > 0 ? { with: typed(options) } : {}),
  };
}

function keyFromRow(key: IndexRow["keys"][number]): IndexKey {
  return {
    ...(key.column === null ? { expression: key.expression ?? "" } : { column: key.column }),
    ...(key.opclass === null ? {} : { opclass: key.opclass }),
    ...(key.descending ? { order: "desc" as const } : {}),
    // The default is NULLS LAST ascending and NULLS FIRST descending.
    ...(key.nulls_first === key.descending
      ? {}
      : { nulls: key.nulls_first ? ("first" as const) : ("last" as const) }),
  };
}

function typed(options: Record<string, string>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
    ]),
  );
}
