import type { CostDifference } from "../../../cost/compare-estimates.ts";
import type { CostReport } from "../cost/cost-table.ts";
import { change, dollars } from "../cost/dollars.ts";
import { code, details, table } from "./markdown.ts";

/** What the stack costs a month, and what the change does to that. */
export function costSection(report: CostReport, difference: CostDifference | undefined): string {
  const { total, budget, lines, pricesAsOf } = report;
  const all = details(
    "Every line",
    table(
      ["line", "quantity", "a month $"],
      lines.map(({ item, quantity, unit, monthly }) => [
        item,
        code(`${quantity.toLocaleString("en-US", { maximumFractionDigits: 2 })} ${unit}`),
        dollars(monthly),
      ]),
    ),
  );
  return [
    `### Cost: ${headline(report, difference)}`,
    ...(total > budget ? [`**${dollars(total - budget)} above the budget of ${dollars(budget)}.**`] : []),
    ...(difference === undefined || difference.lines.length === 0 ? [] : [changedLines(difference)]),
    all,
    `Estimated from settings, on demand, prices of ${pricesAsOf}; \`pgstack cost\` says what is assumed.`,
  ].join("\n\n");
}

function headline({ total }: CostReport, difference: CostDifference | undefined): string {
  const month = `${dollars(total)} US dollars a month`;
  if (difference === undefined) return month;
  return difference.change === 0 ? `${month}, as before` : `${change(difference.change)}, ${month}`;
}

function changedLines({ lines }: CostDifference): string {
  return table(
    ["line", "before $", "after $", "change $"],
    lines.map(({ item, before, after, change: sum }) => [
      item,
      before === undefined ? "" : dollars(before),
      after === undefined ? "" : dollars(after),
      change(sum),
    ]),
  );
}
