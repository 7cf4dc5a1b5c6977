/** First key of every advisory lock of ours: "pgst" in ASCII. */
export const lockClass = 0x70677374;

/** Second keys. */
export const advisoryLocks = { migrations: 1, bookkeeping: 2, privileges: 3 } as const;

/** Tries to take the migrations' lock for the session; `locked` tells. */
export const tryMigrationLock = `SELECT pg_try_advisory_lock(${lockClass}, ${advisoryLocks.migrations}) AS locked`;

/** Gives it back. */
export const releaseMigrationLock = `SELECT pg_advisory_unlock(${lockClass}, ${advisoryLocks.migrations})`;

/** Who holds the migrations' lock. */
export interface LockHolder {
  readonly pid: number;
  readonly application_name: string;
  readonly user_name: string;
  /** `null` for a Unix socket. */
  readonly client_address: string | null;
  readonly connected_since: Date;
}

/** Reads who holds the migrations' lock in this database: no row, or one. */
export const readLockHolder = `
  SELECT a.pid, a.application_name, a.usename::text AS user_name, host(a.client_addr) AS client_address,
         a.backend_start AS connected_since
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.classid = ${lockClass}::oid AND l.objid = ${advisoryLocks.migrations}::oid`;
