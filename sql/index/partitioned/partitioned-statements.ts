import { quoteQualified } from "../../quote.ts";

/** Makes an index of a partition a part of the partitioned index. It builds nothing, but locks that index for all others. */
export function attachIndex(
  parent: { readonly schema: string; readonly name: string },
  part: { readonly schema: string; readonly name: string },
): string {
  return `ALTER INDEX ${quoteQualified(parent.schema, parent.name)} ATTACH PARTITION ${quoteQualified(part.schema, part.name)}`;
}

/**
 * Drops the index of a partitioned table with its parts: PostgreSQL does it with an ACCESS EXCLUSIVE lock on the table and
 * all partitions, and in no other way.
 */
export function dropPartitionedIndex(schema: string, name: string): string {
  return `DROP INDEX ${quoteQualified(schema, name)}`;
}

/** Builds an index again in place, beside its readers and writers. Not possible in a transaction. */
export function reindexConcurrently(schema: string, name: string): string {
  return `REINDEX INDEX CONCURRENTLY ${quoteQualified(schema, name)}`;
}
