import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** Which of the tables $2 of schema $1 exist, as `name`. */
export const existingTables = `
  SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = ANY ($2) AND c.relkind IN ('r', 'p')`;

/** What is known of one table's rows, without counting them. */
export interface TableRows {
  readonly name: string;
  readonly filled: boolean;
  /** There are rows with ids above the highest that was loaded. */
  readonly beyond: boolean;
}

/** One {@link TableRows} a table; `loaded` is the highest id that was loaded into it, 0 for none. */
export function inspectTables(
  schema: string,
  tables: readonly { readonly name: string; readonly loaded: number }[],
): string {
  return tables
    .map(({ name, loaded }) => {
      const table = quoteQualified(schema, name);
      const beyond = `EXISTS (SELECT FROM ${table} WHERE id > ${loaded})`;
      return `SELECT ${quoteLiteral(name)} AS name, EXISTS (SELECT FROM ${table}) AS filled, ${beyond} AS beyond`;
    })
    .join(" UNION ALL ");
}

/** Whether any row with an id in $1 has one of the values $2 in a column, as `present`. */
export function hasAnyValue(schema: string, table: string, column: string): string {
  return `SELECT EXISTS (SELECT FROM ${quoteQualified(schema, table)}
  WHERE id = ANY ($1) AND ${quoteName(column)} = ANY ($2)) AS present`;
}
