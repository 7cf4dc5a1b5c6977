import { quoteName, quoteQualified } from "../quote.ts";

/** Keeps everybody else out of the tables until the end of the transaction. */
export function lockTables(schema: string, tables: readonly string[]): string {
  return `LOCK TABLE ${list(schema, tables)} IN ACCESS EXCLUSIVE MODE`;
}

/** Empties the tables. Not CASCADE: a table of somebody else's that refers to these is a reason to stop. */
export function truncateTables(schema: string, tables: readonly string[]): string {
  return `TRUNCATE ${list(schema, tables)} RESTART IDENTITY`;
}

/** Lets an identity column go on at a number. Unlike setval, it is undone by a rollback. */
export function restartIdentity(schema: string, table: string, column: string, next: number): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} ALTER COLUMN ${quoteName(column)} RESTART WITH ${next}`;
}

/** Refreshes the planner's statistics. */
export function analyzeTables(schema: string, tables: readonly string[]): string {
  return `ANALYZE ${list(schema, tables)}`;
}

function list(schema: string, tables: readonly string[]): string {
  return tables.map((table) => quoteQualified(schema, table)).join(", ");
}
