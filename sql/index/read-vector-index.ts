import type { RecallMethod } from "../../model/recall-goal.ts";

/** A vector index, with what a query has to say to be answered by it. */
export interface VectorIndexRow {
  readonly schema: string;
  readonly name: string;
  readonly table: string;
  readonly method: RecallMethod;
  readonly valid: boolean;
  /** What it is on, as SQL: a quoted column, or an expression. */
  readonly key: string;
  /** The key's type, with its dimensions and, where it is needed, its schema: `vector(384)`. */
  readonly type: string;
  /** The same without either: `vector`, `halfvec`, `bit` or `sparsevec`. */
  readonly typename: string;
  readonly opclass: string;
  /** The distance its operator class orders by, as SQL: `OPERATOR(public.<=>)`. */
  readonly operator: string;
  /** Of a partial index. */
  readonly predicate: string | null;
  /** Storage parameters as `name=value`. */
  readonly storage: readonly string[];
  /** Names of the index and, on a partitioned table, of its parts: any of them may answer. */
  readonly names: readonly string[];
  /** How it was built, and each of its parts, with a space between: `table:index.file`, all of them numbers. */
  readonly incarnation: string;
  /** Of the table, without its indexes. */
  readonly bytes: string;
  /** Policies keep rows of the table from the session. */
  readonly row_security: boolean;
}

const select = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, t.relname::text AS table, am.amname::text AS method,
         i.indisvalid AND i.indisready AS valid, pg_get_indexdef(i.indexrelid, 1, false) AS key,
         format_type(a.atttypid, a.atttypmod) AS type, ty.typname::text AS typename, oc.opcname::text AS opclass,
         (SELECT format('OPERATOR(%I.%s)', opn.nspname, op.oprname)
          FROM pg_amop ao JOIN pg_operator op ON op.oid = ao.amopopr JOIN pg_namespace opn ON opn.oid = op.oprnamespace
          WHERE ao.amopfamily = oc.opcfamily AND ao.amoplefttype = oc.opcintype AND ao.amoppurpose = 'o') AS operator,
         pg_get_expr(i.indpred, i.indrelid) AS predicate, coalesce(c.reloptions, '{}') AS storage,
         tree.names, tree.incarnation, tree.bytes::text AS bytes, row_security_active(t.oid) AS row_security
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_am am ON am.oid = c.relam
  JOIN pg_opclass oc ON oc.oid = i.indclass[0]
  JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = 1
  JOIN pg_type ty ON ty.oid = a.atttypid
  CROSS JOIN LATERAL (
    WITH RECURSIVE part AS (
      SELECT c.oid UNION ALL SELECT h.inhrelid FROM pg_inherits h JOIN part ON h.inhparent = part.oid
    )
    SELECT array_agg(pc.relname::text ORDER BY pc.oid) AS names,
           string_agg(format('%s:%s.%s', pi.indrelid, pc.oid, pc.relfilenode), ' ' ORDER BY pi.indrelid) AS incarnation,
           sum(pg_table_size(pi.indrelid)) AS bytes
    FROM part JOIN pg_class pc ON pc.oid = part.oid JOIN pg_index pi ON pi.indexrelid = part.oid
  ) AS tree
  WHERE am.amname IN ('hnsw', 'ivfflat') AND n.nspname`;

/** Reads the vector index $2 of schema $1. */
export const readVectorIndex = `${select} = $1 AND c.relname = $2`;

/** Reads all vector indexes of the schemas $1; of a partitioned table's the whole one alone. */
export const readVectorIndexes = `${select} = ANY ($1) AND NOT c.relispartition ORDER BY 1, 2`;
