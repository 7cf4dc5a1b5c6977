/** One measured comparison: the project and a baseline, run in turn on the same machine. */
export interface BenchRow {
  /** Short name, also its key in the results. */
  readonly name: string;
  /** What the two sides are, for people. */
  readonly project: string;
  readonly baseline: string;
  /** The ratio project / baseline that it is held to. */
  readonly goal: number;
  /** Measured pairs, after one that is not counted. */
  readonly pairs: number;
  /** Prepares both sides; what it returns undoes that. */
  readonly open: () => Promise<BenchSides>;
}

/** The two sides, ready to run any number of times; each resolves when it is done. */
export interface BenchSides extends AsyncDisposable {
  readonly runProject: () => Promise<void>;
  readonly runBaseline: () => Promise<void>;
}
