import { type Blocker, describeBlockers } from "../session/blocker.ts";

/** First key of the advisory locks on building indexes: "pgsi" in ASCII. The second is the table's own. */
export const tableLockClass = 0x70677369;

const tableKey = "hashtext(format('%I.%I', $1::text, $2::text))";

/** Tries to take a table's lock on building indexes for the session; `locked` tells. Parameters: schema, table. */
export const tryTableLock = `SELECT pg_try_advisory_lock(${tableLockClass}, ${tableKey}) AS locked`;

/** Gives it back. */
export const releaseTableLock = `SELECT pg_advisory_unlock(${tableLockClass}, ${tableKey})`;

/** One row. */
export interface TableLockHolder {
  readonly holders: readonly Blocker[];
}

/** Who has it. Keys are signed, and pg_locks has them as object numbers without a sign. */
export const readTableLockHolder = `
  SELECT ${describeBlockers(`ARRAY(
    SELECT l.pid FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.pid <> pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND l.classid::bigint = ${tableLockClass} AND l.objid::bigint = (${tableKey}::bigint & 4294967295))`)} AS holders`;
