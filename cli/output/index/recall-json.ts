import { recallVerdict } from "../../../operations/index/recall/recall-verdict.ts";
import type { SurveyedIndex } from "../../../operations/index/recall/survey-recall.ts";

/** A measured index for programs. */
export function recallJson(surveyed: SurveyedIndex) {
  const { report, goal, wanted, roles } = surveyed;
  const { index, parameter, rows, queries, unmeasured, value, curve } = report;
  const { k, atLeast } = goal;
  return {
    index: `${index.schema}.${index.name}`,
    method: index.method,
    rows,
    goal: { k, atLeast, wanted },
    parameter,
    /** The smallest that meets the goal. */
    value: value ?? null,
    verdict: recallVerdict(surveyed),
    unmeasured: unmeasured === "" ? null : unmeasured,
    queries,
    curve,
    roles,
  };
}
