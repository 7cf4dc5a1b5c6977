import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** What an index has beside its definition, and another one in its place has to have, too. */
export interface CarriedOver {
  readonly comment: string | null;
  /** CLUSTER goes by it. */
  readonly clustered: boolean;
  /** Logical replication knows rows by it. */
  readonly replicaIdentity: boolean;
  /** Statistics targets of its expressions, which ALTER INDEX sets. */
  readonly statistics: readonly { readonly expression: string; readonly target: number }[];
  /** Foreign keys that stand on it, e.g. `orders_fkey of shop.orders`: such an index cannot be dropped. */
  readonly foreignKeys: readonly string[];
}

/** Reads it of index $2 of schema $1. */
export const readCarriedOver = `
  SELECT obj_description(i.indexrelid, 'pg_class') AS comment, i.indisclustered AS clustered,
         i.indisreplident AS "replicaIdentity",
         (SELECT coalesce(json_agg(json_build_object(
                   'expression', pg_get_indexdef(i.indexrelid, a.attnum, false), 'target', a.attstattarget)
                 ORDER BY a.attnum), '[]')
          FROM pg_attribute a
          WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 AND i.indkey[a.attnum - 1] = 0) AS statistics,
         ARRAY(SELECT co.conname || ' of ' || co.conrelid::regclass FROM pg_constraint co
               WHERE co.conindid = i.indexrelid AND co.contype = 'f' ORDER BY 1) AS "foreignKeys"
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2`;

/** Expressions of index $2 of schema $1 with their numbers, counted from 1. */
export const readIndexExpressions = `
  SELECT a.attnum::int AS number, pg_get_indexdef(i.indexrelid, a.attnum, false) AS expression
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND i.indkey[a.attnum - 1] = 0
  WHERE n.nspname = $1 AND c.relname = $2 ORDER BY a.attnum`;

export function setIndexStatistics(schema: string, name: string, column: number, target: number): string {
  return `ALTER INDEX ${quoteQualified(schema, name)} ALTER COLUMN ${column} SET STATISTICS ${target}`;
}

export function commentOnIndex(schema: string, name: string, comment: string): string {
  return `COMMENT ON INDEX ${quoteQualified(schema, name)} IS ${quoteLiteral(comment)}`;
}

export function clusterOn(schema: string, table: string, name: string): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} CLUSTER ON ${quoteName(name)}`;
}

/** Takes an ACCESS EXCLUSIVE lock. */
export function replicaIdentityBy(schema: string, table: string, name: string): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} REPLICA IDENTITY USING INDEX ${quoteName(name)}`;
}
