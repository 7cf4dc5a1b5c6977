import type { ChangedLine, CostDifference } from "../../../cost/compare-estimates.ts";
import type { Styler } from "../style.ts";
import type { CostReport } from "./cost-table.ts";
import { change, dollars } from "./dollars.ts";

const readableWidth = 100;
const usualWidth = 80;

/** Each line that costs more or less, before and after, and what that comes to. */
export function costDifference(
  { before, after, change: sum, lines }: CostDifference,
  { stack, budget }: Pick<CostReport, "stack" | "budget">,
  columns: number | undefined,
  style: Styler,
): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  if (lines.length === 0)
    return style.bold(`Stack ${stack} costs as much as before: ${dollars(after)} US dollars a month.`);
  const total: ChangedLine = { group: "", item: "total", before, after, change: sum };
  return [
    style.bold(
      `Stack ${stack}: ${change(sum)} US dollars a month, ${dollars(after)} in place of ${dollars(before)}`,
    ),
    "",
    ...lines.map((line) => text(line, width, style)),
    text(total, width, { ...style, dim: style.bold }),
    ...(after > budget
      ? [style.red(`${dollars(after - budget)} above the budget of ${dollars(budget)}.`)]
      : []),
  ].join("\n");
}

function text({ item, before, after, change: sum }: ChangedLine, width: number, style: Styler): string {
  const from = before === undefined ? "new" : dollars(before);
  const to = after === undefined ? "gone" : dollars(after);
  const amount = change(sum).padStart(12);
  const beside = `${from} -> ${to}`.padStart(Math.max(1, width - item.length - 2 - 12));
  return `  ${item}${style.dim(beside)}${sum > 0 ? style.yellow(amount) : style.green(amount)}`;
}
