import type { Explanation, Suggestion } from "../../../operations/index/explain/explain.ts";
import type { SequentialScan } from "../../../operations/index/explain/sequential-scans.ts";
import { modelLine } from "../../../operations/index/foreign-keys/suggested-index.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { planLines } from "./plan-lines.ts";

const readableWidth = 100;

/** The plan, the indexes it uses, what it reads from end to end, and what would help. */
export function explanationText(found: Explanation, columns: number | undefined, style: Styler): string {
  const { plan, generic, indexes, scans, suggestions, tried, time } = found;
  const width = Math.min(columns ?? readableWidth, readableWidth);
  const head = `Plan${generic ? ", for any values of the parameters" : ""}${time === null ? "" : `: ${time.toFixed(1)} ms`}`;
  const names = indexes.map(({ schema, name }) => (schema === null ? name : `${schema}.${name}`));
  const sections = [
    [style.bold(head), ...planLines(plan, style)],
    [
      style.bold("Indexes it uses"),
      ...(names.length === 0 ? ["  none"] : names.map((name) => `  ${style.green(name)}`)),
    ],
    ...(scans.length === 0
      ? []
      : [[style.bold("Read from end to end"), ...scans.flatMap((scan) => scanLines(scan, width, style))]]),
    ...(suggestions.length === 0 ? [] : [suggestionLines(found, style)]),
  ];
  const large = scans.filter((scan) => scan.large);
  const last =
    large.length === 0
      ? style.green("No large table is read from end to end.")
      : suggestions.length === 0
        ? tried
          ? "No index of those that could be tried makes it cheaper."
          : "Nothing in it calls for an index that is not there."
        : undefined;
  return [...sections.map((lines) => lines.join("\n")), ...(last === undefined ? [] : [last])].join("\n\n");
}

function scanLines(
  { schema, table, rows, large, filter }: SequentialScan,
  width: number,
  style: Styler,
): string[] {
  const count = rows === null ? "never analysed" : `about ${rows.toLocaleString("en-US")} rows`;
  const name = `${schema}.${table}`;
  const what = large ? style.yellow(name) : `${name}`;
  const kept =
    filter === null ? [] : wrapText(`keeps ${filter}`, width - 4).map((line) => style.dim(`    ${line}`));
  return [`  ${what}  ${count}${large ? "" : ", too few for an index to matter"}`, ...kept];
}

function suggestionLines({ suggestions, cost, tried }: Explanation, style: Styler): string[] {
  const head = tried
    ? "What would help, for model/database.ts"
    : "What might help, for model/database.ts (not tried: hypopg is not installed)";
  const lines = suggestions.map((suggestion) => [
    `  schema ${suggestion.schema}, indexes:${gain(suggestion, cost)}`,
    `    ${style.cyan(modelLine(suggestion.index))}`,
  ]);
  return [style.bold(head), ...lines.flat()];
}

function gain({ cost: after, index }: Suggestion, before: number): string {
  if (after === null)
    return index.method === undefined ? "" : `  not tried: hypopg cannot think of ${index.method}`;
  return `  cost ${before} becomes ${after}`;
}
