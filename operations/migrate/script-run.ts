import type { ClientBase } from "pg";

/** One script, and what goes with it. */
export interface ScriptRun {
  readonly client: ClientBase;
  readonly schema: string;
  /** Role that owns what the script makes. */
  readonly owner: string;
  readonly script: { readonly file: string; readonly sql: string };
  readonly lockTimeoutMs: number;
  /** Whether it still has to run; asked inside the transaction. */
  readonly isDue: () => Promise<boolean>;
  /** Writes the history, inside the transaction, as the administrator. */
  readonly record: (durationMs: number) => Promise<void>;
  /** Called before another try. */
  readonly onRetry: (attempt: number) => void;
  /** Called after each batch of a `-- batches` file that changed something, with the rows changed until now. */
  readonly onBatch?: (rows: number) => void;
  /** Aborted when nothing more is to be tried or begun. */
  readonly signal?: AbortSignal | undefined;
}
