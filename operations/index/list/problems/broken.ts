import { dropIndex } from "../../../../sql/index/drop-index.ts";
import type { IndexFinding } from "../index-finding.ts";
import type { ListedFacts } from "../listed-facts.ts";

/** What a REINDEX CONCURRENTLY that failed leaves beside an index. */
export const leftoverName = /_cc(?:new|old)\d*$/;

/** Indexes that every write pays for and no query uses. */
export function brokenIndexes({ indexes }: Pick<ListedFacts, "indexes">): IndexFinding[] {
  return indexes
    .filter(({ valid, phase }) => !valid && phase === null)
    .map(({ schema, table, name, origin, partitioned }) => {
      const place = { schema, table, name, model: null };
      if (partitioned)
        return {
          ...place,
          problem: "invalid",
          what: "it is INVALID: not every partition has its part of it",
          mend: "Build the parts that are missing, and attach them:",
          run: "npx pgstack up --refresh",
        };
      if (leftoverName.test(name))
        return {
          ...place,
          problem: "leftover",
          what: "a REINDEX CONCURRENTLY that failed left it behind: every write pays for it, no query uses it",
          mend: "Drop it:",
          run: dropIndex(schema, name),
        };
      return {
        ...place,
        problem: "invalid",
        what: "it is INVALID, left so by a build that failed: every write pays for it, no query uses it",
        mend: "Build it again:",
        run:
          origin === "declared" ? "npx pgstack up --refresh" : `npx pgstack index reindex ${schema}.${name}`,
      };
    });
}
