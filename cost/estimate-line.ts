/** What a line of an estimate is about, in the order they are shown. */
export const costGroups = [
  "compute",
  "storage",
  "backups",
  "watching",
  "keys and secrets",
  "network",
  "data",
] as const;

export type CostGroup = (typeof costGroups)[number];

/** One line of an estimate. */
export interface EstimateLine {
  readonly group: CostGroup;
  /** Names the line, also when two estimates are compared: no figure in it. */
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  /** US dollars for one unit. */
  readonly price: number;
  /** US dollars a month, in whole cents. */
  readonly monthly: number;
}

/** Hours of a month, as AWS's own calculator has it: a twelfth of 365 days. */
export const hoursOfMonth = 730;

/** A line, or none for nothing. */
export function line(
  group: CostGroup,
  item: string,
  quantity: number,
  unit: string,
  price: number,
): EstimateLine[] {
  if (quantity <= 0) return [];
  return [{ group, item, quantity, unit, price, monthly: cents(quantity * price) }];
}

/** In whole cents: half a cent counts as one, whatever floating point makes of it. */
export function cents(dollars: number): number {
  return Math.round(dollars * 100 + 1e-6) / 100;
}
