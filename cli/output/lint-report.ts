import type { LintFinding, SuppressedFinding } from "../../operations/migration-lint/finding.ts";
import type { LintReport } from "../../operations/migration-lint/lint-migrations.ts";
import type { Styler } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

/** How a report is shown. */
export interface LintReportStyle {
  /** Whether what is allowed is shown too. */
  readonly all: boolean;
  /** Of the terminal; a file or a pipe has no width of its own. */
  readonly columns: number | undefined;
  readonly style: Styler;
}

/** Wider lines are hard to read. */
const readableWidth = 100;
const usualWidth = 80;

/** File by file: the line with a caret, the rule, what it does to a database in use, and what to do instead. */
export function lintReport(report: LintReport, { all, columns, style }: LintReportStyle): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const findings = [...report.findings, ...(all ? report.suppressed : [])];
  const sources = [...report.files, ...report.lists];
  const names = [...new Set([...sources.map(({ file }) => file), ...findings.map(({ file }) => file)])];
  const parts = names.flatMap((file) => {
    const ofFile = findings.filter((finding) => finding.file === file).toSorted((a, b) => a.line - b.line);
    const lines = sources.find((each) => each.file === file)?.lines ?? [];
    const shown = ofFile.map((finding) => findingText(finding, lines[finding.line - 1], width, style));
    return shown.length === 0 ? [] : [`${style.bold(file)}\n\n${shown.join("\n\n")}`];
  });
  return [...parts, summary(report, width, style)].join("\n\n");
}

function findingText(
  finding: LintFinding | SuppressedFinding,
  line: string | undefined,
  width: number,
  style: Styler,
): string {
  const { rule, level, what, why, mend, sql } = finding;
  const reason = "reason" in finding ? finding.reason : undefined;
  const mark = { error: style.red("error"), warning: style.yellow("warning") }[level];
  const wrapped = (text: string) => wrapText(text, width - indent.length).map((each) => indent + each);
  return [
    `  ${reason === undefined ? mark : style.dim("allowed")} ${style.bold(rule)}${line === undefined ? "" : style.dim(` at ${finding.line}:${finding.column}`)}`,
    ...(line === undefined ? [] : sourceLines(finding, line, width, style)),
    ...wrapped(`${capital(what)}.`),
    ...wrapped(why).map(style.dim),
    ...(reason === undefined
      ? [...wrapped(mend), ...(sql ?? "").split("\n").filter(Boolean).map(sqlLine)].map((each) =>
          style.cyan(each),
        )
      : wrapped(`Allowed: ${reason}`)),
  ].join("\n");
}

const indent = "      ";

function sqlLine(line: string): string {
  return `${indent}  ${line}`;
}

/** The line and a caret; of a long line the part around the caret. */
function sourceLines({ line, column }: LintFinding, text: string, width: number, style: Styler): string[] {
  const number = String(line).padStart(4);
  const room = width - number.length - 4;
  const start = text.length <= room ? 0 : Math.max(0, column - 1 - Math.floor(room / 2));
  const part = text.slice(start, start + room).replaceAll("\t", " ");
  const cutAfter = start + room < text.length;
  const shown = `${start > 0 ? "…" : ""}${part.slice(start > 0 ? 1 : 0, cutAfter ? -1 : undefined)}${cutAfter ? "…" : ""}`;
  const caret = " ".repeat(Math.max(0, column - 1 - start));
  const gutter = style.dim(`${number} │ `);
  return [`${gutter}${shown}`, `${style.dim(`${" ".repeat(number.length)} │ `)}${caret}${style.red("^")}`];
}

function summary({ files, findings, suppressed }: LintReport, width: number, style: Styler): string {
  const errors = findings.filter(({ level }) => level === "error").length;
  const warnings = findings.length - errors;
  const allowed = suppressed.length === 0 ? "" : `, ${suppressed.length} allowed`;
  const inFiles = `in ${plural(files.length, "file")}`;
  if (findings.length === 0) return style.bold(`Nothing found ${inFiles}${allowed}.`);
  const counts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
  ];
  return [
    style.bold(`${counts.join(" and ")} ${inFiles}${allowed}.`),
    ...wrapText(
      "docs/migration-lint.md explains each rule, and how to allow what is meant to be.",
      width,
    ).map((line) => style.dim(line)),
  ].join("\n");
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** A name that is first stays as it is. */
function capital(text: string): string {
  return text.replace(/^[a-z]+(?= )/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
