import type { ColumnMask } from "../../model/column-mask.ts";
import { formerPartitions } from "../partition/retire-mark.ts";

/** A row of {@link readColumns}: one column of a masked table, or of one that is or was a partition of one. */
export interface ColumnRow {
  readonly table: string;
  /** The declared table it is, or is or was a partition of. */
  readonly root: string;
  readonly column: string;
}

/**
 * Columns of the tables $2 of schema $1 and of all their partitions there, which can be read on their own; also of those that were
 * partitions until they were retired, and hold the same rows.
 */
export const readColumns = `
  WITH RECURSIVE parts AS (
    SELECT inhparent AS parent, inhrelid AS oid FROM pg_inherits
    UNION ${formerPartitions}), masked AS (
    SELECT c.oid, c.relname AS root FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION
    SELECT i.oid, m.root FROM parts i JOIN masked m ON m.oid = i.parent)
  SELECT c.relname::text AS table, m.root::text AS root, a.attname::text AS column
  FROM masked m JOIN pg_class c ON c.oid = m.oid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE n.nspname = $1 ORDER BY c.relname, a.attnum`;

/** A table of which some roles read some columns alone. */
export interface MaskedTable {
  readonly table: string;
  /** Columns by role that is shown less than all. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
}

/** What masks mean for the tables there are; a table with two masks has what both hide hidden. */
export function maskedTables(masks: readonly ColumnMask[], rows: readonly ColumnRow[]): MaskedTable[] {
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return [...byTable].map(([table, columns]) => {
    const root = columns[0]?.root;
    const own = masks.filter((mask) => mask.table === root || mask.table === table);
    const roles = [...new Set(own.flatMap(({ hiddenFrom }) => hiddenFrom))];
    const shownTo = (role: string) => {
      const hidden = own
        .filter(({ hiddenFrom }) => hiddenFrom.includes(role))
        .flatMap((mask) => mask.columns);
      return columns.map(({ column }) => column).filter((column) => !hidden.includes(column));
    };
    return { table, shown: new Map(roles.map((role) => [role, shownTo(role)])) };
  });
}

/** What masks name that is not there, e.g. `customers.ssn`; a name that is misspelled would hide nothing. */
export function unknownInMasks(masks: readonly ColumnMask[], rows: readonly ColumnRow[]): string[] {
  return masks.flatMap(({ table, columns }) => {
    const own = rows.filter((row) => row.table === table);
    if (own.length === 0) return [table];
    return columns
      .filter((column) => !own.some((row) => row.column === column))
      .map((column) => `${table}.${column}`);
  });
}

/** Roles that a partition made later must not be shown to whole: they get no SELECT on later tables by default. */
export function rolesWithPartitions(masks: readonly ColumnMask[], rows: readonly ColumnRow[]): string[] {
  const parents = new Set(rows.filter(({ table, root }) => table !== root).map(({ root }) => root));
  return masks.filter(({ table }) => parents.has(table)).flatMap(({ hiddenFrom }) => hiddenFrom);
}
