import type { IndexRow } from "../../sql/index/read-index.ts";

/** How far apart the lists and what the rows ask for may be before it is said. */
const tolerated = 4;

/** Below it an index is small whatever its lists are. */
const fewestRows = 10_000;

/**
 * What is to be said of an IVFFlat index whose table has outgrown its lists, or never filled them; `undefined` when nothing is.
 * pgvector's README, "IVFFlat": rows / 1000 lists up to a million rows, above it the square root of the rows.
 *
 * @param rows in the table, about
 */
export function listsAdvice(
  { method, storage }: Pick<IndexRow, "method" | "storage">,
  rows: number,
): string | undefined {
  if (method !== "ivfflat" || rows < fewestRows) return undefined;
  const entry = storage.find((each) => each.startsWith("lists="));
  const lists = Number(entry?.slice("lists=".length) ?? 100);
  const fitting = fittingLists(rows);
  const about = `about ${rows.toLocaleString("en")} rows ask for ${fitting.toLocaleString("en")}: declare with: { lists: ${fitting} }, and \`up\` builds it beside this one`;
  if (fitting >= lists * tolerated)
    return `${lists} lists are outgrown, and each query reads much of the table; ${about}`;
  if (lists >= fitting * tolerated)
    return `${lists} lists are more than its rows fill, and near rows lie in lists that are not searched; ${about}`;
  return undefined;
}

/** Lists for a number of rows. */
export function fittingLists(rows: number): number {
  return Math.max(1, Math.round(rows <= 1_000_000 ? rows / 1000 : Math.sqrt(rows)));
}
