import { quoteQualified } from "../quote.ts";

/** Builds an index anew beside itself, without blocking its table. Not possible in a transaction. */
export function reindex(schema: string, name: string): string {
  return `REINDEX INDEX CONCURRENTLY ${quoteQualified(schema, name)}`;
}
