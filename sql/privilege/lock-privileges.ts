import { advisoryLocks, lockClass } from "../migration/advisory-lock.ts";

/**
 * Takes the lock on changes of privileges until the end of the transaction: two that change the same row of the catalog,
 * such as the default privileges of one owner, would end with "tuple concurrently updated".
 */
export const lockPrivileges = `SELECT pg_advisory_xact_lock(${lockClass}, ${advisoryLocks.privileges})`;
