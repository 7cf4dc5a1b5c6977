import type { Schema } from "../../model/database-model.ts";
import type { ColumnPath } from "./column-path.ts";

/** What to do with the masks that hide a column which is to be renamed: its copy is a column of its own. */
export function maskWarnings({ masks = [] }: Schema, { table, column }: ColumnPath, to: string): string[] {
  const roles = masks
    .filter((mask) => mask.table === table && mask.columns.includes(column))
    .flatMap(({ hiddenFrom }) => hiddenFrom);
  if (roles.length === 0) return [];
  const list = new Intl.ListFormat("en-GB").format(new Set(roles));
  return [
    `${column} is hidden from ${list}, and ${to} is not: add ${to} to that mask in model/database.ts in the same commit, and take ${column} out with the last migration.`,
  ];
}
