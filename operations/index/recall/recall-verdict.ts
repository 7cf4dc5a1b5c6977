import type { SurveyedIndex } from "./survey-recall.ts";

/**
 * `met`: surely. `close`: by the queries that were asked, but not for sure. `missed`: not. `unreachable`: by no value. `unmeasured`:
 * there was nothing to measure.
 */
export type Verdict = "met" | "close" | "missed" | "unreachable" | "unmeasured";

/** Whether an index meets its goal with the values that roles search with; without a role, with the best that there is. */
export function recallVerdict({ report, goal, roles }: Omit<SurveyedIndex, "wanted">): Verdict {
  if (report.unmeasured !== "") return "unmeasured";
  const points = roles.flatMap(({ value }) => report.curve.find((point) => point.value === value) ?? []);
  if (points.some(({ recall }) => recall < goal.atLeast))
    return report.value === undefined ? "unreachable" : "missed";
  if (report.value === undefined) return "unreachable";
  return points.some(({ atLeast }) => atLeast < goal.atLeast) ? "close" : "met";
}

/** Whether it has to be told as a failure: a goal that somebody set is not met. */
export function isFailure(surveyed: SurveyedIndex): boolean {
  return surveyed.wanted && ["missed", "unreachable"].includes(recallVerdict(surveyed));
}
