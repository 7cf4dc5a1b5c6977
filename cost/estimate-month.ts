import type { PriceTable } from "../aws/prices/price-table.ts";
import type { ProductionSettings } from "../settings/production/production-settings.ts";
import { type CostAssumptions, defaultAssumptions } from "./assumptions.ts";
import { cents, costGroups, type EstimateLine } from "./estimate-line.ts";
import type { CostFacts } from "./facts.ts";
import { around } from "./lines/around.ts";
import { backups } from "./lines/backups.ts";
import { compute, unpriced } from "./lines/compute.ts";
import { storage } from "./lines/storage.ts";
import { watching } from "./lines/watching.ts";

/** What a month of production costs, as far as settings and assumptions tell. */
export interface MonthEstimate {
  readonly region: string;
  /** Month of the prices. */
  readonly pricesAsOf: string;
  /** Group by group. */
  readonly lines: readonly EstimateLine[];
  /** US dollars: the sum of the lines. */
  readonly total: number;
  readonly assumptions: CostAssumptions;
  /** Classes without a price: with any of them the total is too low. */
  readonly unpriced: readonly string[];
}

/** Estimates a month of 730 hours from what is declared; nothing is asked of AWS. */
export function estimateMonth(
  settings: ProductionSettings,
  prices: PriceTable,
  assumed: Partial<CostAssumptions> = {},
): MonthEstimate {
  const assumptions = { ...defaultAssumptions, ...assumed };
  const facts: CostFacts = { settings, prices, assume: assumptions };
  const all = [compute, storage, backups, watching, around].flatMap((part) => part(facts));
  const lines = costGroups.flatMap((group) => all.filter((each) => each.group === group));
  return {
    region: prices.region,
    pricesAsOf: prices.asOf,
    lines,
    total: totalOf(lines),
    assumptions,
    unpriced: unpriced(facts),
  };
}

/** US dollars, in whole cents. */
export function totalOf(lines: readonly Pick<EstimateLine, "monthly">[]): number {
  return cents(lines.reduce((sum, { monthly }) => sum + monthly, 0));
}
