import { quoteName, quoteQualified } from "../quote.ts";

/**
 * `COPY ... FROM STDIN` in text format. FREEZE spares a later vacuum the work and lets index-only scans skip the table
 * at once; the server allows it in the transaction that truncated the table.
 */
export function copyIn(schema: string, table: string, columns: readonly string[]): string {
  return `COPY ${quoteQualified(schema, table)} (${columns.map(quoteName).join(", ")}) FROM STDIN WITH (FORMAT text, FREEZE)`;
}
