/** One measured comparison: the project and a baseline, run in turn on the same machine. */
export interface BenchRow {
  /** Short name, also its key in the results. */
  readonly name: string;
  /** What the two sides are, for people. */
  readonly project: string;
  readonly baseline: string;
  /** What it is held to. */
  readonly limit: BenchLimit;
  /** Measured pairs, after one that is not counted. */
  readonly pairs: number;
  /** Prepares both sides; what it returns undoes that. */
  readonly open: () => Promise<BenchSides>;
}

/** A figure that both times of a pair give. */
export interface BenchLimit {
  /** What it is, with its unit where it has one, e.g. `seconds`. */
  readonly what: string;
  readonly of: (projectMs: number, baselineMs: number) => number;
  /** The most that its median may be. */
  readonly most: number;
}

/** The project's time over the baseline's. */
export function timesBaseline(most: number): BenchLimit {
  return { what: "times the baseline's time", of: (projectMs, baselineMs) => projectMs / baselineMs, most };
}

/** The two sides, ready to run any number of times; each resolves when it is done. */
export interface BenchSides extends AsyncDisposable {
  /** Prepares one side's run, and is not measured. */
  readonly before?: () => Promise<void>;
  readonly runProject: () => Promise<void>;
  readonly runBaseline: () => Promise<void>;
}
