import type { ListedRow } from "../../../sql/index/list/read-listed-indexes.ts";

/** Where an index comes from. `hand`: neither the model, nor a constraint, nor a migration says so. */
export type IndexOrigin = "declared" | "constraint" | "migration" | "hand";

/** An index of the list; the parts of a partitioned table's index are told with it. */
export interface ListedIndex extends ListedRow {
  readonly origin: IndexOrigin;
  /** How many partitions have a part of it; 0 where the table has none. */
  readonly parts: number;
}

/** Parts of indexes folded into the index of the whole table, with their sizes and scans; an INVALID one stands for itself. */
export function foldParts(rows: readonly ListedIndex[]): ListedIndex[] {
  const children = Map.groupBy(
    rows.filter(({ parent }) => parent !== null),
    ({ schema, parent }) => `${schema}.${parent}`,
  );
  const leaves = (row: ListedIndex): ListedIndex[] =>
    row.partitioned ? (children.get(`${row.schema}.${row.name}`) ?? []).flatMap(leaves) : [row];
  return rows
    .filter(({ parent, valid, partitioned }) => parent === null || (!valid && !partitioned))
    .map((row) => {
      if (!row.partitioned) return row;
      const parts = leaves(row);
      const sum = (of: (part: ListedIndex) => number) => parts.reduce((total, part) => total + of(part), 0);
      return { ...row, parts: parts.length, size: sum(({ size }) => size), scans: sum(({ scans }) => scans) };
    });
}
