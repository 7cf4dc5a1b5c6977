/**
 * Columns that some roles cannot read. They may read all other columns of the table that are there when privileges are applied,
 * so that `SELECT *` and whole rows are refused to them; a column that is added later they cannot read until the next `up`.
 */
export interface ColumnMask {
  /** Table or view, in the schema. A view of the table has columns of its own, to be masked on their own. */
  readonly table: string;
  readonly columns: readonly string[];
  /** Roles with a grant of SELECT on the schema's tables. */
  readonly hiddenFrom: readonly string[];
}
