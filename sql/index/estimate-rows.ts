/**
 * Rows of the table of index $2 in schema $1, about: what the last VACUUM, ANALYZE or build of an index counted, and of a partitioned
 * table the sum of its parts. No row when there is no such index.
 */
export const estimateRows = `
  WITH RECURSIVE part AS (
    SELECT i.indrelid AS oid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2
    UNION ALL SELECT h.inhrelid FROM pg_inherits h JOIN part ON h.inhparent = part.oid
  )
  SELECT sum(greatest(t.reltuples, 0))::float8 AS rows FROM part JOIN pg_class t ON t.oid = part.oid
  WHERE t.relkind IN ('r', 'm') HAVING count(*) > 0`;
