import { type Blocker, describeBlockers } from "../session/blocker.ts";

/** One row. */
export interface LockHolders {
  readonly holders: readonly Blocker[];
}

/** Who else holds a lock on table $2 of schema $1 that keeps a change of an index's name waiting, or any if $3. */
export const readLockHolders = `
  SELECT ${describeBlockers(`ARRAY(
    SELECT l.pid FROM pg_locks l
    JOIN pg_class t ON t.oid = l.relation OR t.oid = (SELECT indrelid FROM pg_index WHERE indexrelid = l.relation)
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE l.granted AND l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND n.nspname = $1 AND t.relname = $2
      AND ($3 OR l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')))`)} AS holders`;
