import type { Explanation } from "../../../operations/index/explain/explain.ts";
import { modelLine } from "../../../operations/index/foreign-keys/suggested-index.ts";

/** An explanation for programs, the server's own plan last. */
export function explanationJson({
  plan,
  cost,
  time,
  generic,
  indexes,
  scans,
  suggestions,
  tried,
}: Explanation) {
  return {
    cost,
    milliseconds: time,
    generic,
    indexes,
    sequentialScans: scans.map(({ schema, table, rows, large, filter }) => ({
      schema,
      table,
      rows,
      large,
      filter,
    })),
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, model: modelLine(suggestion.index) })),
    tried,
    plan,
  };
}
