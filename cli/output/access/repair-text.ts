import type { RepairResult } from "../../../operations/access/fix-access.ts";
import type { RepairPlan, RepairStep } from "../../../operations/access/plan-repair.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { accessFindings } from "./access-findings.ts";

const readableWidth = 100;

/** The statements, and below them what they leave. */
export function repairPlan({ steps, left }: RepairPlan, columns: number | undefined, style: Styler): string {
  const width = Math.min(columns ?? readableWidth, readableWidth) - 2;
  const lines = steps.flatMap(({ sql }) =>
    wrapText(`${sql};`, width).map((line, at) => `${at === 0 ? "" : "  "}${line}`),
  );
  return [
    ...(steps.length === 0
      ? []
      : [style.bold(`To run, in one transaction (${count(steps.length, "statement")}):`)]),
    ...lines.map((line) => `  ${style.cyan(line)}`),
    ...(left.length === 0
      ? []
      : [
          style.bold(`Left as it is (${count(left.length, "difference")}):`),
          accessFindings({ findings: left, unseen: [] }, columns, style),
        ]),
  ].join("\n");
}

/**
 * What was done, what the server refused, and what differs still.
 *
 * @param planned what was shown before: a new owner, and what went with a privilege, may have called for more
 */
export function repairResult(
  { done, refused, after }: RepairResult,
  planned: readonly RepairStep[],
  columns: number | undefined,
  style: Styler,
): string {
  const shown = new Set(planned.map(({ sql }) => sql));
  return [
    `${count(done.length, "statement")} ran in one transaction.`,
    ...done.filter(({ sql }) => !shown.has(sql)).map(({ sql }) => `also     ${sql}`),
    ...refused.map(({ sql, reason }) => `${style.yellow("refused")}  ${sql}: ${reason}`),
    ...(refused.length === 0
      ? []
      : ["What the server refused, its superuser may do: docs/access-audit.md says how."]),
    accessFindings(after, columns, style),
  ].join("\n");
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
