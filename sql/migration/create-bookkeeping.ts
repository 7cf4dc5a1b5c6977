import { advisoryLocks, lockClass } from "./advisory-lock.ts";

/**
 * Creates the bookkeeping schema and one of its tables, as one simple query, which is one transaction.
 *
 * `IF NOT EXISTS` alone fails when two sessions create at once, hence the lock. It may block, unlike the migrations'
 * own: it is held for milliseconds and never while an index is built. Waiting for it does not make a session look again
 * for what it remembers as absent; locking a table does, which `pg_namespace` is read for (`AcceptInvalidationMessages`
 * in PostgreSQL's `lmgr.c`).
 */
export function createBookkeeping(createTable: string): string {
  return `SELECT pg_advisory_xact_lock(${lockClass}, ${advisoryLocks.bookkeeping});
  SELECT FROM pg_catalog.pg_namespace LIMIT 0;
  CREATE SCHEMA IF NOT EXISTS pgstack;
  COMMENT ON SCHEMA pgstack IS 'what pgstack remembers: applied migrations, loaded demo data';
  ${createTable}`;
}
