import { quoteName, quoteQualified } from "../quote.ts";

/** An index that involves the column, and what it is with the column's other name. */
export interface CopiedIndex {
  readonly name: string;
  readonly unique: boolean;
  /** From `USING` on, with the new name. */
  readonly body: string;
  /** The same with the old one. */
  readonly former: string;
}

const copy = "pgstack_copied_indexes";

/**
 * Statements, in one transaction that is rolled back, whose last one reads every index of a table with its body twice: as
 * it is (`before`), and as it were if the column had the other name (`after`). It is PostgreSQL that puts the name in
 * place, in an empty copy: expressions and conditions are no text to search in.
 */
export function indexCopies(schema: string, table: string, column: string, newColumn: string): string[] {
  return [
    `CREATE TEMPORARY TABLE ${copy} (LIKE ${quoteQualified(schema, table)} INCLUDING INDEXES)`,
    `CREATE TEMPORARY TABLE ${copy}_before ON COMMIT DROP AS
       SELECT i.indexrelid AS id, ${body("i.indexrelid")} AS body FROM pg_index i WHERE i.indrelid = '${copy}'::regclass`,
    `ALTER TABLE ${copy} RENAME COLUMN ${quoteName(column)} TO ${quoteName(newColumn)}`,
    `SELECT b.body AS before, ${body("b.id")} AS after FROM ${copy}_before b`,
  ];
}

/** A row of {@link indexCopies}. */
export interface BodyUnderBothNames {
  readonly before: string;
  readonly after: string;
}

/** A row of {@link readIndexBodies}. */
export interface IndexBody {
  readonly name: string;
  readonly unique: boolean;
  readonly body: string;
}

/**
 * The valid indexes of table $2 in schema $1 with the same part of their definitions. One that is checked at the end of a
 * transaction counts as not unique: nothing else of ours could be as patient.
 */
export const readIndexBodies = `
  SELECT x.relname::text AS name, i.indisunique AND i.indimmediate AS unique, ${body("i.indexrelid")} AS body
  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname = $1 AND t.relname = $2 AND i.indisvalid ORDER BY 1`;

function body(id: string): string {
  return `substring(pg_get_indexdef(${id}) FROM ' (USING .*)$')`;
}
