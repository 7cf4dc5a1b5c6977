import { type Blocker, describeBlockers } from "./blocker.ts";

/** One row. */
export interface LockHolders {
  readonly holders: readonly Blocker[];
}

/**
 * Who else holds a lock on table $2 of schema $1, a partition of it, or an index of one of them: any lock if $3, else one
 * that more than readers and writers of rows hold.
 */
export const readLockHolders = `
  SELECT ${describeBlockers(`ARRAY(
    WITH place AS (
      SELECT t.oid FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = $1 AND t.relname = $2
    ), tables AS (
      SELECT oid FROM place UNION SELECT p.relid::oid FROM place, pg_partition_tree(place.oid) AS p
    ), relations AS (
      SELECT oid FROM tables UNION ALL SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM tables)
    )
    SELECT l.pid FROM pg_locks l
    WHERE l.granted AND l.pid <> pg_backend_pid() AND l.relation IN (SELECT oid FROM relations)
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND ($3 OR l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')))`)} AS holders`;
