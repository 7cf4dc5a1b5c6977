import { type IndexShape, indexShape } from "../index-shape.ts";

/** An index, and what the server knows of its use. */
export interface ListedRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly shape: IndexShape;
  /** `p`, `u` or `x`: of a primary key, a unique or an exclusion constraint. */
  readonly constraint: "p" | "u" | "x" | null;
  readonly valid: boolean;
  /** An index of a whole partitioned table, which has no pages of its own. */
  readonly partitioned: boolean;
  /** The index of the whole table that it is a part of. */
  readonly parent: string | null;
  /** Bytes. */
  readonly size: number;
  readonly scans: number;
  /** Estimate of when the table was last analysed; `null` where it never was. */
  readonly tableRows: number | null;
  readonly definition: string;
  /** What a build that runs is doing, and from 0 to 1 how much of that is done. */
  readonly phase: string | null;
  readonly done: number | null;
}

/** Indexes of the schemas $1, or of all but the server's own for NULL. */
export const readListedIndexes = `
  SELECT n.nspname::text AS schema, t.relname::text AS table, c.relname::text AS name, ${indexShape} AS shape,
         (SELECT k.contype::text FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x') LIMIT 1)
           AS constraint,
         i.indisvalid AND i.indisready AND i.indislive AS valid, c.relkind = 'I' AS partitioned,
         (SELECT pc.relname::text FROM pg_inherits h JOIN pg_class pc ON pc.oid = h.inhparent WHERE h.inhrelid = c.oid) AS parent,
         coalesce(pg_relation_size(c.oid), 0)::float8 AS size,
         coalesce(pg_stat_get_numscans(c.oid), 0)::float8 AS scans,
         CASE WHEN t.reltuples >= 0 THEN t.reltuples::float8 END AS "tableRows",
         pg_get_indexdef(c.oid) AS definition, p.phase,
         CASE WHEN p.tuples_total > 0 THEN p.tuples_done::float8 / p.tuples_total
              WHEN p.blocks_total > 0 THEN p.blocks_done::float8 / p.blocks_total END AS done
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_stat_progress_create_index p ON p.index_relid = c.oid AND p.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
  WHERE n.nspname = ANY (coalesce($1::text[], ARRAY(
          SELECT nspname FROM pg_namespace WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%')))
    AND t.relkind IN ('r', 'p', 'm')
  ORDER BY 1, 2, c.relname`;

/** How far back the counts of use reach, in days: to their last reset, or at least to the server's start. */
export const readStatisticsAge = `
  SELECT extract(epoch FROM now() - coalesce(stats_reset, pg_postmaster_start_time()))::float8 / 86400 AS days
  FROM pg_stat_database WHERE datname = current_database()`;
