/** First key of the advisory locks on building indexes: "pgsi" in ASCII. The second is the table's own. */
export const tableLockClass = 0x70677369;

/** Tries to take a table's lock on building indexes for the session; `locked` tells. Parameters: schema, table. */
export const tryTableLock = `SELECT pg_try_advisory_lock(${tableLockClass}, hashtext(format('%I.%I', $1::text, $2::text))) AS locked`;

/** Gives it back. */
export const releaseTableLock = `SELECT pg_advisory_unlock(${tableLockClass}, hashtext(format('%I.%I', $1::text, $2::text)))`;
