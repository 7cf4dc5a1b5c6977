/** One-sided, 99 %: what holds for queries that were not asked is below the bound once in a hundred measurements. */
const z = 2.326;

/**
 * What the mean of all queries' recall is at least, with a certainty of 99 %, after some of them were asked.
 *
 * The bound of the normal distribution trusts a sample without a failure blindly. So one query more is counted than was asked, one
 * that found nothing: 200 perfect answers show 0.983, not 1. tests/unit/index/lower-bound.test.ts tries it on shapes
 * that recall has, rare failures among them.
 */
export function lowerBound(values: readonly number[]): number {
  const all = [...values, 0];
  const count = all.length;
  const mean = all.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return 0;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return Math.max(0, mean - z * Math.sqrt(variance / count));
}
