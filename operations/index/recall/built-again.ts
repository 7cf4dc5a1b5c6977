/**
 * Whether an index was built again since. On a partitioned table that is so when one of its parts was on a partition that is still
 * there: a partition that is made or retired changes no other one. When no table is left that it was on, it is another index.
 *
 * @param then how the index was built, as `VectorIndexRow` has it
 * @param now the same, of today
 */
export function builtAgain(then: string, now: string): boolean {
  const [earlier, today] = [partsOf(then), partsOf(now)];
  const still = [...earlier.keys()].filter((table) => today.has(table));
  return still.length === 0 || still.some((table) => earlier.get(table) !== today.get(table));
}

/** What each part was built as, by its table. */
function partsOf(incarnation: string): ReadonlyMap<string, string> {
  return new Map(
    incarnation.split(" ").map((part) => {
      const [table = "", built = ""] = part.split(":");
      return [table, built];
    }),
  );
}
