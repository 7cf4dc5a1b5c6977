import { pricesOf } from "../aws/prices/prices-of.ts";
import type { ProductionSettings } from "../settings/production/production-settings.ts";
import { budgetOf } from "./budget-of.ts";
import { estimateMonth } from "./estimate-month.ts";

/**
 * The budget that a stack declares, in US dollars a month; `undefined` where it is to be estimated and there is no price of the
 * region or of a class: then `monthlyBudget` has to be a number.
 */
export function monthlyBudget(settings: ProductionSettings): number | undefined {
  if (settings.monthlyBudget !== "estimate") return settings.monthlyBudget;
  const prices = pricesOf(settings.region);
  if (prices === undefined) return undefined;
  const { total, unpriced } = estimateMonth(settings, prices);
  return unpriced.length > 0 ? undefined : budgetOf("estimate", total);
}
