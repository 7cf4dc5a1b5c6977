import { describe, expect, it } from "vitest";
import { recallTable } from "../../../cli/output/index/recall-table.ts";
import { styler } from "../../../cli/output/style.ts";
import { isFailure } from "../../../operations/index/recall/recall-verdict.ts";
import type { SurveyedIndex } from "../../../operations/index/recall/survey-recall.ts";

const point = (value: number, recall: number, atLeast: number) => ({
  value,
  recall,
  atLeast,
  milliseconds: value / 40,
});
const index = {
  schema: "rag",
  name: "chunks_idx",
  table: "chunks",
  method: "hnsw",
  valid: true,
  key: "v",
  type: "vector(3)",
  typename: "vector",
  opclass: "vector_l2_ops",
  operator: "OPERATOR(public.<->)",
  predicate: null,
  storage: ["m=16", "ef_construction=64"],
  names: ["chunks_idx"],
  incarnation: "1",
  bytes: "1",
  row_security: false,
} as const;
const report = {
  index,
  parameter: "hnsw.ef_search",
  rows: 100_000,
  queries: 400,
  unmeasured: "",
  value: 90,
  curve: [point(40, 0.912, 0.893), point(80, 0.958, 0.944), point(90, 0.965, 0.952)],
};
const surveyed = (more: Partial<SurveyedIndex> = {}): SurveyedIndex => ({
  report,
  goal: { k: 10, atLeast: 0.95 },
  wanted: true,
  roles: [
    { role: "app", value: 90, set: true },
    { role: "report", value: 40, set: false },
  ],
  ...more,
});
const shown = (...indexes: SurveyedIndex[]) => recallTable(indexes, 90, styler(process.stdout)).split("\n");

describe("what `index recall` prints", () => {
  it("is a curve for each index, with who searches where on it", () => {
    expect(shown(surveyed())).toEqual([
      "rag.chunks_idx  hnsw (m 16, ef_construction 64), 100,000 rows",
      "Goal: 0.95 of the 10 nearest rows; 400 queries, each compared with an exact scan.",
      "",
      "  hnsw.ef_search  recall  for sure  ms a query",
      "              40   0.912     0.893         1.0  ██████████████████▎   report",
      "              80   0.958     0.944         2.0  ███████████████████▏",
      "              90   0.965     0.952         2.3  ███████████████████▎  smallest that will do: app",
      "",
      "Missed by report (40, pgvector's own): hnsw.ef_search 90 would meet it.",
    ]);
  });

  it.each([
    [
      "met",
      { roles: [{ role: "app", value: 90, set: true }] },
      "The goal is met by every role that searches the table.",
      false,
    ],
    [
      "met by nobody",
      { roles: [] },
      "hnsw.ef_search 90 meets it; no role of the model searches the table.",
      false,
    ],
    [
      "close",
      { roles: [{ role: "app", value: 80, set: true }] },
      "Met by the queries that were asked, but not for sure: hnsw.ef_search 90 would be sure.",
      false,
    ],
    [
      "unreachable",
      { report: { ...report, value: undefined } },
      "No hnsw.ef_search meets it: build the index with other parameters, or lower the goal",
      true,
    ],
  ])("says whether the goal is %s", (_verdict, more, line, fails) => {
    const lines = shown(surveyed(more));
    expect(lines.join(" ")).toContain(line);
    expect(isFailure(surveyed(more))).toBe(fails);
  });

  it("says that nothing was measured, and that nobody declared a goal", () => {
    const unmeasured = {
      ...report,
      unmeasured: "12 rows, and measuring takes 1,000",
      curve: [],
      value: undefined,
    };
    expect(shown(surveyed({ report: unmeasured }))).toEqual([
      "rag.chunks_idx  hnsw (m 16, ef_construction 64), 100,000 rows",
      "Not measured: 12 rows, and measuring takes 1,000.",
    ]);
    expect(shown(surveyed({ wanted: false }))[1]).toMatch(/^Goal, which nobody declared: 0\.95 of the 10/);
    expect(isFailure(surveyed({ wanted: false }))).toBe(false);
    expect(shown()).toEqual(["The stack has no hnsw or ivfflat index."]);
  });
});
