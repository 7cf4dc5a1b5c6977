import { quoteQualified } from "./quote.ts";

/** Whether a table holds a row; returns `filled`. */
export function hasRows(schema: string, table: string): string {
  return `SELECT EXISTS (SELECT FROM ${quoteQualified(schema, table)}) AS filled`;
}
