import { dropStatement } from "../drop-statement.ts";
import type { IndexFinding } from "../index-finding.ts";
import type { ListedFacts } from "../listed-facts.ts";

/** Smaller ones cost next to nothing, in bytes. */
const small = 128 * 1024;

/** Indexes that no query has used for as long as it was counted. What refuses equal keys does so without being scanned. */
export function unusedIndexes({
  indexes,
  statisticsDays,
  unusedAfterDays,
}: Pick<ListedFacts, "indexes" | "statisticsDays" | "unusedAfterDays">): IndexFinding[] {
  if (statisticsDays < unusedAfterDays) return [];
  const days = Math.floor(statisticsDays);
  return indexes
    .filter(
      ({ valid, constraint, shape, scans, size }) =>
        valid && constraint === null && !shape.unique && scans === 0 && size >= small,
    )
    .map((index) => ({ index, ...index }))
    .map(({ index, schema, table, name, origin }) => ({
      problem: "unused" as const,
      schema,
      table,
      name,
      what: `no query has used it for ${days === 1 ? "a day" : `${days} days`}, for as long as this server has counted; replicas count for themselves`,
      mend:
        origin === "declared"
          ? "Where no rare report needs it, take it out of model/database.ts."
          : "Where no rare report needs it, drop it:",
      run: origin === "declared" ? null : dropStatement(index),
      model: null,
    }));
}
