import { curveText } from "../../../operations/index/recall/curve-text.ts";
import { recallVerdict, type Verdict } from "../../../operations/index/recall/recall-verdict.ts";
import type { SurveyedIndex } from "../../../operations/index/recall/survey-recall.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";

const readableWidth = 100;

/** Each index with its curve, who searches with which value, and what comes of it. */
export function recallTable(
  surveyed: readonly SurveyedIndex[],
  columns: number | undefined,
  style: Styler,
): string {
  if (surveyed.length === 0) return "The stack has no hnsw or ivfflat index.";
  const width = Math.min(columns ?? readableWidth, readableWidth);
  return surveyed.map((each) => block(each, width, style).join("\n")).join("\n\n");
}

function block(surveyed: SurveyedIndex, width: number, style: Styler): string[] {
  const { report, goal, wanted, roles } = surveyed;
  const { index, parameter, rows, queries, curve, unmeasured } = report;
  const storage = index.storage.map((entry) => entry.replace("=", " ")).join(", ");
  const head = `${style.bold(`${index.schema}.${index.name}`)}  ${index.method}${storage === "" ? "" : ` (${storage})`}, ${rows.toLocaleString("en")} rows`;
  if (unmeasured !== "") return [head, ...wrapText(`Not measured: ${unmeasured}.`, width).map(style.yellow)];
  const asked = `Goal${wanted ? "" : ", which nobody declared"}: ${goal.atLeast} of the ${goal.k} nearest rows; ${queries} queries, each compared with an exact scan`;
  const [title = "", ...lines] = curveText(parameter, curve);
  const names = (value: number) => {
    const set = roles.filter((role) => role.value === value).map(({ role }) => role);
    return set.length > 3 ? `${set.slice(0, 3).join(", ")} and ${set.length - 3} more` : set.join(", ");
  };
  const barWidth = 20;
  const points = lines.map((line, at) => {
    const point = curve[at];
    if (point === undefined) return line;
    const [figures = "", bar = ""] = splitAt(line, title.length + 2);
    const colour =
      point.atLeast >= goal.atLeast ? style.green : point.recall >= goal.atLeast ? style.yellow : style.red;
    const who = [
      ...(point.value === report.value ? ["smallest that will do"] : []),
      names(point.value),
    ].filter((each) => each !== "");
    return `  ${figures}${colour(bar.padEnd(barWidth))}  ${who.join(": ")}`.trimEnd();
  });
  return [
    head,
    ...wrapText(`${asked}.`, width),
    "",
    `  ${style.dim(title)}`,
    ...points,
    "",
    ...wrapText(verdictText(surveyed), width).map(verdictStyle(recallVerdict(surveyed), style)),
  ];
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at)];
}

function verdictText(surveyed: SurveyedIndex): string {
  const { report, goal, roles } = surveyed;
  const { parameter, value, curve } = report;
  const worst = roles
    .map((role) => ({ role, point: curve.find((point) => point.value === role.value) }))
    .filter(({ point }) => point !== undefined && point.recall < goal.atLeast)
    .map(({ role }) => `${role.role} (${role.value}${role.set ? "" : ", pgvector's own"})`);
  switch (recallVerdict(surveyed)) {
    case "met":
      return roles.length === 0
        ? `${parameter} ${value} meets it; no role of the model searches the table.`
        : "The goal is met by every role that searches the table.";
    case "close":
      return `Met by the queries that were asked, but not for sure: ${parameter} ${value} would be sure.`;
    case "missed":
      return `Missed by ${worst.join(", ")}: ${parameter} ${value} would meet it.`;
    case "unreachable":
      return `No ${parameter} meets it: build the index with other parameters, or lower the goal (docs/recall.md).`;
    case "unmeasured":
      return "";
  }
}

function verdictStyle(verdict: Verdict, style: Styler): (text: string) => string {
  if (verdict === "met") return style.green;
  return verdict === "close" ? style.yellow : style.red;
}
