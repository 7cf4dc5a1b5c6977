/**
 * The budget in US dollars a month: what is set, or for `estimate` the estimate and a fifth, rounded up to a whole dollar.
 */
export function budgetOf(monthlyBudget: number | "estimate", estimate: number): number {
  // In cents: a fifth more of a round figure is no fraction above it.
  return monthlyBudget === "estimate" ? Math.ceil(Math.round(estimate * 120) / 100) : monthlyBudget;
}
