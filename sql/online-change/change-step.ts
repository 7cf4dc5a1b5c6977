/** One migration of a change that the application does not notice. */
export interface ChangeStep {
  /** Last part of the migration's name: `backfill`. */
  readonly name: string;
  /** What it does, for people: a phrase without a full stop. */
  readonly does: string;
  /** The strongest lock it takes on the table, and for how long. */
  readonly lock: string;
  /** SQL, with its directive if it has one, a line end at the end of each line. */
  readonly up: string;
  readonly down: string;
  /** What the application may do from here on, where that changes. */
  readonly application?: string;
}

/** Locks as the steps name them. */
export const locks = {
  brief: "ACCESS EXCLUSIVE, milliseconds",
  trigger: "SHARE ROW EXCLUSIVE, milliseconds",
  rows: "the rows of one batch",
  beside: "SHARE UPDATE EXCLUSIVE: reads and writes go on",
} as const;

/** First line of a file whose locks are waited for in short tries, so that nobody queues behind it for long. */
export const shortLocks = "-- short-locks\n";
/** First line of a file whose one statement is repeated, a transaction each, until nothing is left. */
export const batches = "-- batches\n";
/** First line of a file with one statement that takes no transaction. */
export const noTransaction = "-- no-transaction\n";
