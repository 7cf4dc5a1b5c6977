import { advisoryLocks, lockClass } from "./advisory-lock.ts";

/**
 * Creates the bookkeeping schema and one of its tables, as one simple query, which is one transaction.
 *
 * `IF NOT EXISTS` alone fails when two sessions create at once, hence the lock. It may block, unlike the migrations'
 * own: it is held for milliseconds and never while an index is built.
 */
export function createBookkeeping(createTable: string): string {
  return `SELECT pg_advisory_xact_lock(${lockClass}, ${advisoryLocks.bookkeeping});
  CREATE SCHEMA IF NOT EXISTS pgstack;
  COMMENT ON SCHEMA pgstack IS 'what pgstack remembers: applied migrations, loaded demo data';
  ${createTable}`;
}
