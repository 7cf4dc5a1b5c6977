import { UserError } from "../../errors/user-error.ts";

/** A column of a table of a schema. */
export interface ColumnPath {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/**
 * Takes `commerce.customers.full_name` apart.
 * @throws UserError when it is not three names
 */
export function columnPath(text: string): ColumnPath {
  const [schema, table, column, ...more] = text.split(".");
  if (!schema || !table || !column || more.length > 0) {
    throw new UserError(`"${text}" is no column`, {
      where: "column",
      mend: "Give schema, table and column: commerce.customers.full_name.",
    });
  }
  return { schema, table, column };
}
