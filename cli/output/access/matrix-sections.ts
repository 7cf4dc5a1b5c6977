import type { AccessMatrix } from "../../../operations/access/access-matrix.ts";
import type { MatrixRow } from "../../../sql/access/read-matrix.ts";
import { isFuture, kindOf, nameOf, nameOfMany } from "./matrix-names.ts";

/** One line of the printed matrix. */
export interface MatrixLine {
  readonly name: string;
  /** In the order of the roles. */
  readonly cells: readonly string[];
}

/** The database, or a schema, with what is in it. */
export interface MatrixSection {
  readonly title: string;
  readonly lines: readonly MatrixLine[];
}

/**
 * What of a matrix is printed: objects of one kind that are equal for every role are one line, and what somebody will make is
 * none unless it gives somebody something that is reached.
 *
 * @param wide a line for each object
 */
export function matrixSections({ roles, rows }: AccessMatrix, wide: boolean): MatrixSection[] {
  const telling = rows.filter(
    (row) => !isFuture(row) || row.held.some((cell, at) => cell !== "" && row.open[at]),
  );
  return [...Map.groupBy(telling, ({ schema }) => schema)].map(([schema, inside]) => ({
    title: schema === null ? "database" : `schema ${schema}`,
    lines: [...Map.groupBy(inside, ({ kind }) => kind).values()].flatMap((rows) =>
      linesOf(rows, roles.length, wide),
    ),
  }));
}

function linesOf(rows: readonly MatrixRow[], roles: number, wide: boolean): MatrixLine[] {
  const lines = rows.map((row) => ({
    row,
    cells: Array.from({ length: roles }, (_, at) => cellOf(row, at)),
  }));
  const groups = [...Map.groupBy(lines, ({ row, cells }) => [...cells, kindOf(row)].join("\0")).values()];
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length === 1 || wide) return group.map(({ row, cells }) => ({ name: nameOf(row), cells }));
    const all = group.map(({ row }) => row);
    return [{ name: nameOfMany(all, groups.length > 1), cells: first.cells }];
  });
}

function cellOf({ held, by, open }: MatrixRow, at: number): string {
  if (by[at] === "superuser") return "super";
  if (by[at] === "owner") return "owner";
  const letters = held[at] ?? "";
  if (letters === "") return "·";
  return open[at] ? letters : `(${letters})`;
}
