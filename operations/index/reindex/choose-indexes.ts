import { UserError } from "../../../errors/user-error.ts";
import type { ListedRow } from "../../../sql/index/list/read-listed-indexes.ts";
import { leftoverName } from "../list/problems/broken.ts";

/** What is to be built anew. */
export type ReindexChoice =
  | { readonly by: "name"; readonly name: string }
  | { readonly by: "invalid" | "bloated" | "all" };

/** What a run will do, in this order: leftovers go first. */
export interface ReindexPlan {
  readonly leftovers: readonly ListedRow[];
  readonly targets: readonly ListedRow[];
  /** What PostgreSQL cannot build anew without a lock that keeps all others out. */
  readonly skipped: readonly ListedRow[];
}

/**
 * Picks indexes; one of a partitioned table stands for its parts.
 *
 * @param rows all indexes of the declared schemas
 * @param isBloated whether a B-tree is much larger than its rows call for
 * @throws UserError for a name that is none, or of several, or of an exclusion constraint
 */
export function chooseIndexes(
  rows: readonly ListedRow[],
  choice: ReindexChoice,
  isBloated: (row: ListedRow) => boolean,
): ReindexPlan {
  const leftovers = rows.filter((row) => !row.valid && row.phase === null && leftoverName.test(row.name));
  const others = rows.filter((row) => !leftovers.includes(row));
  const leaves = others.filter(({ partitioned }) => !partitioned);
  switch (choice.by) {
    case "name": {
      const chosen = partsOf(named(rows, choice.name), rows);
      const [refused] = chosen.filter(({ constraint }) => constraint === "x");
      if (refused !== undefined) throw ofExclusion(refused);
      return {
        leftovers: chosen.filter((row) => leftovers.includes(row)),
        targets: chosen.filter((row) => !leftovers.includes(row)),
        skipped: [],
      };
    }
    case "invalid":
      return {
        leftovers,
        ...withoutExclusions(leaves.filter(({ valid, phase }) => !valid && phase === null)),
      };
    case "bloated":
      return { leftovers: [], ...withoutExclusions(leaves.filter((row) => row.valid && isBloated(row))) };
    case "all":
      return { leftovers, ...withoutExclusions(leaves) };
  }
}

function withoutExclusions(rows: readonly ListedRow[]): Pick<ReindexPlan, "targets" | "skipped"> {
  return {
    targets: rows.filter(({ constraint }) => constraint !== "x"),
    skipped: rows.filter(({ constraint }) => constraint === "x"),
  };
}

function named(rows: readonly ListedRow[], given: string): ListedRow {
  const found = rows.filter(({ schema, name }) => name === given || `${schema}.${name}` === given);
  const [only, other] = found;
  if (only === undefined)
    throw new UserError(`there is no index ${given} in the declared schemas`, {
      where: "name",
      mend: "npx pgstack index list shows them all.",
    });
  if (other !== undefined)
    throw new UserError(`there are ${found.length} indexes called ${given}`, {
      where: "name",
      mend: `Name its schema: ${found.map(({ schema, name }) => `${schema}.${name}`).join(" or ")}.`,
    });
  return only;
}

function partsOf(row: ListedRow, rows: readonly ListedRow[]): ListedRow[] {
  if (!row.partitioned) return [row];
  return rows
    .filter(({ schema, parent }) => schema === row.schema && parent === row.name)
    .flatMap((part) => partsOf(part, rows));
}

function ofExclusion({ schema, name }: ListedRow): UserError {
  return new UserError(
    `${schema}.${name} belongs to an exclusion constraint, which PostgreSQL cannot build anew concurrently`,
    {
      where: "name",
      mend: `With nobody writing to the table: REINDEX INDEX ${schema}.${name};`,
    },
  );
}
