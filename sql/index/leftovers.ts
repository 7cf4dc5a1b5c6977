/** An index on a table that may be a leftover. */
export interface LeftoverRow {
  readonly name: string;
  readonly valid: boolean;
  /** Pid of another session that builds it at this moment. */
  readonly builder: number | null;
}

/** Indexes of table $2 of schema $1 that are INVALID, or have one of the names $3. */
export const readLeftovers = `
  SELECT c.relname::text AS name, i.indisvalid AND i.indisready AS valid,
         (SELECT min(p.pid) FROM pg_stat_progress_create_index p
          WHERE p.index_relid = c.oid AND p.pid <> pg_backend_pid()) AS builder
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname = $1 AND t.relname = $2 AND c.relkind = 'i'
    AND (NOT (i.indisvalid AND i.indisready) OR c.relname = ANY ($3))
  ORDER BY c.relname`;
