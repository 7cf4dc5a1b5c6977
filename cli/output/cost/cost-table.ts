import { assumptionWords, type CostAssumptions } from "../../../cost/assumptions.ts";
import { costGroups, type EstimateLine } from "../../../cost/estimate-line.ts";
import { type MonthEstimate, totalOf } from "../../../cost/estimate-month.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { dollars } from "./dollars.ts";

/** An estimate with what it is held to. */
export interface CostReport extends MonthEstimate {
  readonly stack: string;
  /** Absent: a month. */
  readonly hours?: number;
  /** US dollars a month, or for the hours. */
  readonly budget: number;
  /** Where the budget is from: set, the estimate and a fifth, or a cap of the command line. */
  readonly budgetIs: "set" | "estimate" | "cap";
}

/** Wider lines are hard to read. */
const readableWidth = 100;
/** For a file or a pipe, which have no width of their own. */
const usualWidth = 80;
const amountWidth = 12;

/** Every line with its quantity and amount, group by group, the sum, the budget, and what was assumed. */
export function costTable(report: CostReport, columns: number | undefined, style: Styler): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const { stack, region, pricesAsOf, hours, lines, total } = report;
  const period = hours === undefined ? "a month" : `for ${hours} hours`;
  const groups = costGroups.flatMap((group) => {
    const ofGroup = lines.filter((line) => line.group === group);
    if (ofGroup.length === 0) return [];
    const title = group.charAt(0).toUpperCase() + group.slice(1);
    return [
      "",
      row(style.bold(title), title.length, "", style.bold(amount(totalOf(ofGroup))), width),
      ...ofGroup.map((line) => lineText(line, width, style)),
    ];
  });
  return [
    style.bold(`Stack ${stack} in ${region}: ${dollars(total)} US dollars ${period}`),
    style.dim(`On demand, without taxes and discounts; prices of ${pricesAsOf}.`),
    ...groups,
    "",
    row(style.bold("Total"), "Total".length, "", style.bold(amount(total)), width),
    ...budgetLines(report, width, style),
    "",
    ...assumed(report, width, style),
  ].join("\n");
}

function lineText({ item, quantity, unit, monthly }: EstimateLine, width: number, style: Styler): string {
  const name = `  ${item}`;
  const shown = `${quantity.toLocaleString("en-US", { maximumFractionDigits: 2 })} ${unit}`;
  const room = Math.max(0, width - name.length - amountWidth - 2);
  // A narrow terminal keeps the amounts.
  const beside = shown.length <= room ? shown : "";
  return row(name, name.length, style.dim(beside.padStart(room)), amount(monthly), width, room);
}

function row(
  left: string,
  leftWidth: number,
  middle: string,
  right: string,
  width: number,
  middleWidth = 0,
): string {
  const space = Math.max(1, width - leftWidth - middleWidth - amountWidth);
  return middleWidth > 0 ? `${left}${middle}  ${right}` : `${left}${" ".repeat(space)}${right}`;
}

function amount(value: number): string {
  return dollars(value).padStart(amountWidth);
}

function budgetLines(report: CostReport, width: number, style: Styler): string[] {
  const { total, budget, budgetIs, hours } = report;
  // The budget is a month's.
  if (hours !== undefined && budgetIs !== "cap") return [];
  const name = { set: "Budget", estimate: "Budget, the estimate and a fifth", cap: "Cap" }[budgetIs];
  const line = row(name, name.length, "", amount(budget), width);
  if (total <= budget) return [line];
  const over = `${dollars(total - budget)} above the ${budgetIs === "cap" ? "cap" : "budget"}`;
  return [line, style.red(over.padStart(width))];
}

/** What some line is made with: nobody wants to read of Aurora's load where there is none. */
function assumed({ assumptions, lines }: CostReport, width: number, style: Styler): string[] {
  const about = (word: RegExp) => lines.some(({ item }) => word.test(item));
  const used = (name: string, value: number) =>
    value !== 0 &&
    (!name.startsWith("aurora") || about(/Aurora/)) &&
    (!name.startsWith("processing") || about(/pipelines/)) &&
    (name !== "emails" || about(/e-mails/)) &&
    (!name.startsWith("endpoint") || about(/endpoints/));
  const words = Object.entries(assumptions)
    .filter(([name, value]) => used(name, value))
    .map(([name, value]) => `${value} ${assumptionWords[name as keyof CostAssumptions]}`);
  const text = `Assumed: ${words.join("; ")}. --assume says otherwise; \`pgstack cost --help\` has the names.`;
  return wrapText(text, width).map((line) => style.dim(line));
}
