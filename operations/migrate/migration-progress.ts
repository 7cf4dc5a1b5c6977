/** Something a migration does to the schema. */
export interface MigrationStep {
  readonly direction: "up" | "down";
  readonly version: number;
  /** `0002_orders`. */
  readonly label: string;
}

/** A step that was done. */
export interface FinishedStep extends MigrationStep {
  readonly durationMs: number;
}

/** What a caller is told while migrations run. */
export type MigrationProgress =
  /** Other migrations hold the lock. */
  | { readonly event: "waiting"; readonly holder: string }
  | ({
      readonly event: "started" /** From 1. */;
      readonly number: number;
      readonly total: number;
    } & MigrationStep)
  /** Rows of the history were gone and are there again; the migrations were not run. */
  | { readonly event: "restored"; readonly labels: readonly string[] }
  /** A scratch database is being made, to compare the schema with what its files make. */
  | { readonly event: "comparing"; readonly labels: readonly string[] }
  /** How far a step that takes long is, or whom it waits for. */
  | ({
      readonly event: "working";
      readonly blockers: readonly string[];
      readonly phase?: string;
      /** From 0 to 1. */
      readonly done?: number;
    } & MigrationStep)
  /** A table's lock was not to be had in time; the step is tried again. */
  | ({ readonly event: "retrying"; readonly attempt: number } & MigrationStep)
  /** One batch of a `-- batches` file is done. */
  | ({ readonly event: "batch" /** Changed until now. */; readonly rows: number } & MigrationStep)
  | ({ readonly event: "finished" } & FinishedStep);
