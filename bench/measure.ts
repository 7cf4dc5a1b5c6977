import type { BenchRow } from "./row.ts";
import { type Spread, spread } from "./statistics.ts";

/** What a row measured. */
export interface BenchResult {
  readonly name: string;
  readonly project: string;
  readonly baseline: string;
  readonly pairs: number;
  readonly projectMs: Spread;
  readonly baselineMs: Spread;
  /** Of each pair: a drift of the machine's speed is in both sides of a pair. */
  readonly limit: { readonly what: string; readonly most: number; readonly found: Spread };
}

/** Runs both sides in turn, A B A B, and compares them pair by pair; the first pair warms up and is not counted. */
export async function measure(row: BenchRow, onPair: (done: number) => void): Promise<BenchResult> {
  await using sides = await row.open();
  const projectMs: number[] = [];
  const baselineMs: number[] = [];
  for (let pair = 0; pair <= row.pairs; pair++) {
    await sides.before?.();
    const project = await time(sides.runProject);
    await sides.before?.();
    const baseline = await time(sides.runBaseline);
    if (pair > 0) {
      projectMs.push(project);
      baselineMs.push(baseline);
    }
    onPair(pair);
  }
  const { name, project, baseline, limit, pairs } = row;
  const found = spread(projectMs.map((value, pair) => limit.of(value, baselineMs[pair] ?? Number.NaN)));
  return {
    name,
    project,
    baseline,
    pairs,
    projectMs: spread(projectMs),
    baselineMs: spread(baselineMs),
    limit: { what: limit.what, most: limit.most, found },
  };
}

async function time(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
