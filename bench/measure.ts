import type { BenchRow } from "./row.ts";
import { type Spread, spread } from "./statistics.ts";

/** What a row measured. */
export interface BenchResult {
  readonly name: string;
  readonly project: string;
  readonly baseline: string;
  readonly goal: number;
  readonly pairs: number;
  readonly projectMs: Spread;
  readonly baselineMs: Spread;
  /** Project / baseline of each pair: a drift of the machine's speed is in both sides of a pair. */
  readonly ratio: Spread;
  /** Absent where a row has no other figure. */
  readonly limit?: { readonly what: string; readonly most: number; readonly found: Spread };
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
  const { name, project, baseline, goal, limit, pairs } = row;
  const ofPairs = (of: (project: number, baseline: number) => number) =>
    spread(projectMs.map((value, pair) => of(value, baselineMs[pair] ?? Number.NaN)));
  const ratio = ofPairs((value, other) => value / other);
  return {
    name,
    project,
    baseline,
    goal,
    pairs,
    projectMs: spread(projectMs),
    baselineMs: spread(baselineMs),
    ratio,
    ...(limit && { limit: { what: limit.what, most: limit.most, found: ofPairs(limit.of) } }),
  };
}

async function time(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
