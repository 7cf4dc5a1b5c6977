import { quoteName, quoteQualified } from "../quote.ts";

/** A foreign key from one of the tables to another of them. */
export interface ForeignKeyRow {
  readonly table: string;
  readonly name: string;
  /** What follows the name in ADD CONSTRAINT. */
  readonly definition: string;
}

/** The foreign keys among the tables $2 of schema $1. */
export const selectForeignKeys = `
  WITH tables AS (
    SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY ($2)
  )
  SELECT t.relname::text AS table, k.conname::text AS name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
  WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM tables)
  ORDER BY 1, 2`;

export function dropForeignKey(schema: string, { table, name }: ForeignKeyRow): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteName(name)}`;
}

/** Adds it as it was; all rows are checked in one go. */
export function addForeignKey(schema: string, { table, name, definition }: ForeignKeyRow): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} ADD CONSTRAINT ${quoteName(name)} ${definition}`;
}
