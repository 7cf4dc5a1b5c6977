import { quoteName, quoteQualified } from "../quote.ts";

/** Drops an index without blocking its table. Not possible in a transaction. */
export function dropIndex(schema: string, name: string): string {
  return `DROP INDEX CONCURRENTLY ${quoteQualified(schema, name)}`;
}

/** {@link dropIndex} of one that may be gone by then: whoever built it may have dropped or renamed it meanwhile. */
export function dropIndexIfThere(schema: string, name: string): string {
  return `DROP INDEX CONCURRENTLY IF EXISTS ${quoteQualified(schema, name)}`;
}

export function renameIndex(schema: string, from: string, to: string): string {
  return `ALTER INDEX ${quoteQualified(schema, from)} RENAME TO ${quoteName(to)}`;
}
