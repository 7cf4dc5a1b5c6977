import Table from "cli-table3";
import type { StatementResult } from "../../operations/query/run-query.ts";

/** Lines without colours or boxes that a terminal could not show. */
const plain = { head: [], border: [] };

/** A statement's rows as a table with a line that counts them, or what it did when it returned none. */
export function resultTable({ command, rowCount, columns, rows }: StatementResult): string {
  if (columns.length === 0) return rowCount === null ? command : `${command} ${rowCount}`;
  const table = new Table({ head: [...columns], style: plain });
  for (const row of rows) table.push(row.map((value) => value ?? "NULL"));
  return `${table.toString()}\n${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
}
