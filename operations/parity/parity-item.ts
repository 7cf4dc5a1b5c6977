/** What is compared, in the order it is shown. */
export const parityAreas = [
  "server",
  "parameters",
  "extensions",
  "roles",
  "schemas",
  "privileges",
  "tables",
  "indexes",
  "jobs",
] as const;

export type ParityArea = (typeof parityAreas)[number];

/**
 * What a comparison came to: the same; other because of what the servers are, which nobody can change by a setting; other, and
 * allowed by `parityExceptions`; other.
 */
export type ParityVerdict = "same" | "nature" | "allowed" | "differs";

/** One thing that dev and prod have in common, or not. */
export interface ParityItem {
  readonly area: ParityArea;
  /** Names it also in `parityExceptions`, e.g. `collation`, `jit` or `index commerce.orders_idx`. */
  readonly name: string;
  readonly dev: string;
  readonly prod: string;
  readonly verdict: ParityVerdict;
  /** Why it matters, is so by nature, or is allowed: a sentence without capital and period. */
  readonly why: string;
}

/** Compares two values; `nature` says why another one is to be expected. */
export function compare(
  area: ParityArea,
  name: string,
  dev: string,
  prod: string,
  why: string,
  nature?: string,
): ParityItem {
  const same = dev === prod;
  const verdict = same ? "same" : nature === undefined ? "differs" : "nature";
  return { area, name, dev, prod, verdict, why: same ? why : (nature ?? why) };
}
