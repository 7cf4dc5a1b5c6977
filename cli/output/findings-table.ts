import Table from "cli-table3";
import type { Finding } from "../../operations/doctor/finding.ts";
import { noBorders } from "./no-borders.ts";
import type { Styler } from "./style.ts";

/** Wider lines are hard to read, and a file has no width of its own. */
const readableWidth = 100;

/** What was found, what to do about it below, and a line that sums it up. */
export function findingsTable(
  findings: readonly Finding[],
  columns: number | undefined,
  style: Styler,
): string {
  const marks = { ok: style.green("ok"), warn: style.yellow("warn"), fail: style.red("fail") };
  const markWidth = 6;
  const nameWidth = Math.max(...findings.map(({ name }) => name.length)) + 2;
  const foundWidth = Math.max(30, Math.min(columns ?? readableWidth, readableWidth) - markWidth - nameWidth);
  const table = new Table({
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    colWidths: [markWidth, nameWidth, foundWidth],
    wordWrap: true,
  });
  for (const { name, level, found, mend } of findings) {
    table.push([marks[level], name, mend === undefined ? found : `${found}\n${style.cyan(mend)}`]);
  }
  const lines = table.toString().split("\n");
  return [...lines.map((line) => line.trimEnd()), "", summary(findings, style)].join("\n");
}

function summary(findings: readonly Finding[], style: Styler): string {
  const failing = findings.filter(({ level }) => level === "fail").map(({ name }) => name);
  return failing.length === 0
    ? style.bold("Nothing keeps the stack from running.")
    : style.bold(`To be mended before the stack runs: ${failing.join(", ")}.`);
}
