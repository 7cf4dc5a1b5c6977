import { quoteQualified } from "./quote.ts";

/** Gathers the planner's statistics of one table. */
export function analyzeTable(schema: string, table: string): string {
  return `ANALYZE ${quoteQualified(schema, table)}`;
}
