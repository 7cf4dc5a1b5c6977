/** A session that holds a lock; what it does is not shown to everybody. */
export interface BlockerRow {
  readonly pid: number;
  readonly user: string | null;
  readonly state: string | null;
  /** How long its transaction has been open. */
  readonly seconds: number | null;
}

/** Sessions that hold a lock on the table with oid $1 or one of its partitions; the oldest transactions first, three at most. */
export const readBlockers = `
  SELECT a.pid, a.usename::text AS user, a.state,
         extract(epoch FROM clock_timestamp() - a.xact_start)::int AS seconds
  FROM pg_stat_activity a
  WHERE a.pid <> pg_backend_pid() AND EXISTS (
    SELECT FROM pg_locks l
    WHERE l.pid = a.pid AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.relation = $1::oid OR l.relation IN (SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = $1::oid)))
  ORDER BY a.xact_start NULLS LAST LIMIT 3`;
