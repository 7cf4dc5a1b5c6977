import type { IndexFinding } from "../../../operations/index/list/index-finding.ts";
import type { IndexList } from "../../../operations/index/list/list-indexes.ts";
import type { ListedIndex } from "../../../operations/index/list/listed-index.ts";
import { sizeWords } from "../../../operations/index/size/size-words.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { indexKind } from "./index-kind.ts";

/** Where nothing says how wide a line may be. */
const usualWidth = 120;
/** What an index is of is cut there. */
const widestKind = 44;
/** Text is hard to read in longer lines. */
const readableWidth = 100;

/** Table by table: each index with its kind, size, scans and origin; what is the matter below, and a line that sums it up. */
export function indexList(
  { indexes, findings }: IndexList,
  columns: number | undefined,
  style: Styler,
): string {
  const width = columns ?? usualWidth;
  const cells = indexes.map((index) => cellsOf(index));
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(0, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], state: string) =>
    `  ${row.map((cell, at) => (right.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join("  ")}  ${state}`.trimEnd();
  const blocks = [...Map.groupBy(indexes, ({ schema, table }) => `${schema}.${table}`)].map(
    ([table, ofTable]) =>
      [
        `${style.bold(table)}${rowsOf(ofTable[0], style)}`,
        ...ofTable.map((index) => line(cellsOf(index), stateOf(index, style))),
      ].join("\n"),
  );
  const remarks = findings.map((finding) => remark(finding, Math.min(width, readableWidth), style));
  return [...blocks, ...remarks, summary(indexes, findings, style)].join("\n\n");
}

/** Columns that hold numbers. */
const right: ReadonlySet<number> = new Set([2, 3]);

function cellsOf(index: ListedIndex): string[] {
  const { name, size, scans, origin } = index;
  const from = origin === "hand" ? "by hand" : origin === "migration" ? "by a migration" : origin;
  const scanned = `${scans.toLocaleString("en-US")} ${scans === 1 ? "scan" : "scans"}`;
  return [name, cut(indexKind(index)), sizeWords(size), scanned, from];
}

function cut(text: string): string {
  return text.length > widestKind ? `${text.slice(0, widestKind - 1)}…` : text;
}

function rowsOf(index: ListedIndex | undefined, style: Styler): string {
  const rows = index?.tableRows;
  if (rows === null || rows === undefined) return style.dim("  never analysed");
  return style.dim(`  about ${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`);
}

function stateOf({ valid, phase, done }: ListedIndex, style: Styler): string {
  if (phase !== null) {
    const share = done === null ? "" : ` ${Math.floor(done * 100)} %`;
    return style.cyan(`${phase}${share}`);
  }
  return valid ? style.green("valid") : style.red("INVALID");
}

function remark(
  { problem, schema, table, name, what, mend, run, model }: IndexFinding,
  width: number,
  style: Styler,
): string {
  const where = problem === "foreign-key" ? `foreign key ${name} of ${schema}.${table}` : `${schema}.${name}`;
  const colour = problem === "invalid" || problem === "missing" ? style.red : style.yellow;
  const text = wrapText(what, width - 2);
  return [
    `${colour(words[problem])} ${style.bold(where)}`,
    ...text.map((each) => `  ${each}`),
    ...wrapText(mend, width - 2).map((each) => `  ${each}`),
    ...(run === null ? [] : [`    ${style.cyan(run)}`]),
    ...(model === null ? [] : [`    ${style.cyan(model)}`]),
  ].join("\n");
}

const words: Readonly<Record<IndexFinding["problem"], string>> = {
  invalid: "INVALID",
  leftover: "left over",
  missing: "missing",
  "foreign-key": "no index",
  duplicate: "duplicate",
  covered: "covered",
  unused: "unused",
};

function summary(indexes: readonly ListedIndex[], findings: readonly IndexFinding[], style: Styler): string {
  const total = indexes.reduce((sum, { size }) => sum + size, 0);
  const count = `${indexes.length} ${indexes.length === 1 ? "index" : "indexes"}, ${sizeWords(total)}`;
  if (findings.length === 0) return style.bold(`${count}. Nothing is the matter with them.`);
  const counts = [...Map.groupBy(findings, ({ problem }) => problem)].map(([problem, of]) =>
    problem === "foreign-key"
      ? `${of.length} ${of.length === 1 ? "foreign key" : "foreign keys"} without an index`
      : `${of.length} ${words[problem]}`,
  );
  return style.bold(`${count}; ${counts.join(", ")}.`);
}
