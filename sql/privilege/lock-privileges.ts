import { advisoryLocks, lockClass } from "../migration/advisory-lock.ts";

/** Somebody who leaves a transaction with a GRANT open is waited for so long, and then again: see db/retry-conflict.ts. */
export const waitForPrivileges = "SET LOCAL lock_timeout = '10s'";

/**
 * Takes the lock on changes of privileges until the end of the transaction: two that change the same row of the catalog,
 * such as the default privileges of one owner, would end with "tuple concurrently updated".
 */
export const lockPrivileges = `SELECT pg_advisory_xact_lock(${lockClass}, ${advisoryLocks.privileges})`;
