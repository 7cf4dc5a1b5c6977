import { readFileSync } from "node:fs";
import { pricedRegions, pricesOf } from "../../aws/prices/prices-of.ts";
import type { CostAssumptions } from "../../cost/assumptions.ts";
import { budgetOf } from "../../cost/budget-of.ts";
import { compareEstimates } from "../../cost/compare-estimates.ts";
import { estimateMonth, type MonthEstimate } from "../../cost/estimate-month.ts";
import { forHours } from "../../cost/for-hours.ts";
import { UserError } from "../../errors/user-error.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import { ExitCode } from "../exit-codes.ts";
import { costDifference } from "../output/cost/cost-difference.ts";
import { type CostReport, costTable } from "../output/cost/cost-table.ts";
import { styler } from "../output/style.ts";
import { productionOf } from "./production-of.ts";

export interface CostOptions {
  readonly stack: string;
  /** @default defaultAssumptions */
  readonly assume?: Partial<CostAssumptions>;
  /** File with the JSON of another run. */
  readonly against?: string;
  /** @default a month */
  readonly hours?: number;
  /** US dollars, in place of the budget. */
  readonly cap?: number;
  readonly json?: boolean;
}

/** What an estimate is made with. */
interface EstimateOptions {
  readonly assume?: Partial<CostAssumptions> | undefined;
  readonly hours?: number | undefined;
  readonly cap?: number | undefined;
}

/** Prints what a stack costs; exit code 1 when that is more than the budget. */
export function cost({ stack, assume, against, hours, cap, json }: CostOptions): void {
  const { production } = productionOf(stack);
  const report = costReport(stack, production, { assume, hours, cap });
  const style = styler(process.stdout);
  const difference =
    against === undefined ? undefined : compareEstimates(linesOf(against).lines, report.lines);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...report, ...(difference && { difference }) }, null, 2)}\n`
      : difference === undefined
        ? `${costTable(report, process.stdout.columns, style)}\n`
        : `${costDifference(difference, report, process.stdout.columns, style)}\n`,
  );
  if (report.total > report.budget) process.exitCode = ExitCode.failed;
}

/**
 * The estimate of a stack with its budget.
 * @throws UserError for a region or a class without prices
 */
export function costReport(
  stack: string,
  production: ProductionSettings,
  { assume = {}, hours, cap }: EstimateOptions = {},
): CostReport {
  const prices = pricesOf(production.region);
  if (prices === undefined)
    throw new UserError(`there are no prices of ${production.region} here`, {
      where: "pgstack:region",
      mend: `Prices are here of ${pricedRegions.join(" and ")}; AWS's calculator has all: https://calculator.aws`,
    });
  const month = estimateMonth(production, prices, assume);
  requirePrices(month);
  const shown = hours === undefined ? month : forHours(month, hours);
  const budget = cap ?? budgetOf(production.monthlyBudget, month.total);
  const budgetIs = cap !== undefined ? "cap" : production.monthlyBudget === "estimate" ? "estimate" : "set";
  return { stack, ...shown, ...(hours !== undefined && { hours }), budget, budgetIs };
}

function requirePrices({ unpriced }: MonthEstimate): void {
  if (unpriced.length === 0) return;
  throw new UserError(`there is no price of ${unpriced.join(" and ")} here`, {
    where: "pgstack:instanceClass",
    mend: "Look it up (https://aws.amazon.com/rds/postgresql/pricing/) and give the dollars an hour in one zone: --assume instancePrice=0.25",
  });
}

/** @throws UserError for a file that is no JSON of this verb */
function linesOf(file: string): Pick<MonthEstimate, "lines"> {
  let report: Partial<MonthEstimate> | null;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Partial<MonthEstimate> | null;
  } catch (cause) {
    throw new UserError("cannot be read as JSON", { where: `--against ${file}`, mend: another, cause });
  }
  const lines = report?.lines;
  const right =
    Array.isArray(lines) &&
    lines.every((each) => typeof each?.item === "string" && typeof each?.monthly === "number");
  if (!right)
    throw new UserError("has no lines of an estimate", { where: `--against ${file}`, mend: another });
  return { lines };
}

const another = "Make it by `npx pgstack cost --json > before.json`, where the other settings are.";
