/** One-sided, 99 %: of all queries' recall, the bound is too much once in a hundred measurements. */
const z = 2.326;

/** Queries without an answer that are counted beside those that were asked. */
const failures = 2;

/**
 * What the mean of all queries' recall is at least, with a certainty of 99 %, after some of them were asked.
 *
 * The bound of the normal distribution blindly trusts a sample in which nothing fails. So two queries more are counted than were
 * asked, which found nothing: 200 perfect answers show 0.974 and not 1, and with failures that are all or nothing the bound is that of
 * Clopper and Pearson. tests/unit/index/lower-bound.test.ts tries it on shapes that recall has.
 */
export function lowerBound(values: readonly number[]): number {
  const all = [...values, ...Array.from({ length: failures }, () => 0)];
  const count = all.length;
  const mean = all.reduce((sum, value) => sum + value, 0) / count;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return Math.max(0, mean - z * Math.sqrt(variance / count));
}
