import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { createHistoryTable, historyTableExists } from "../../sql/migration/history-table.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import { ensureBookkeeping } from "./ensure-bookkeeping.ts";
import { type Migration, migrationLabel } from "./migration.ts";
import { withMigrationLock } from "./migration-lock.ts";
import type { FinishedStep, MigrationProgress } from "./migration-progress.ts";
import { stepDown, stepUp } from "./migration-steps.ts";
import { type MigrationPlan, planMigrations } from "./plan-migrations.ts";
import { runScript } from "./run-script.ts";

/** What is migrated, and how. */
export interface MigrateOptions {
  /** Connected as an administrator: may SET ROLE to `owner` and create the schema pgstack. No transaction is open. */
  readonly client: ClientBase;
  /** The schema, which exists. */
  readonly schema: string;
  /** Role that owns what migrations make. */
  readonly owner: string;
  /** What `readMigrations` returned. */
  readonly files: readonly Migration[];
  /** The version to end at; those above it are rolled back, 0 for all. @default the newest file */
  readonly target?: number;
  /** Also roll back what was applied and is no longer among the files; its data is lost. @default false */
  readonly rollBackMissing?: boolean;
  /** Longest wait for a table's lock, in milliseconds; the migration is tried five times. @default 5000 */
  readonly lockTimeoutMs?: number;
  /** Longest wait for other migrations to end, in milliseconds. @default 60000 */
  readonly waitMs?: number;
  readonly onProgress?: (progress: MigrationProgress) => void;
}

/** What was done. */
export interface MigrateResult {
  readonly changed: boolean;
  /** In the order they were done. */
  readonly steps: readonly FinishedStep[];
}

/**
 * Brings a schema to what its files say: each migration in a transaction of its own, together with its row in
 * `pgstack.migrations`. Any number of runners may do so at once; each migration is applied once.
 *
 * @throws UserError what `planMigrations` throws; a file is gone and `rollBackMissing` is not set; the lock cannot be
 * had; the server refuses a script. What was done before stays done and is in the history.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const { client, schema, waitMs = 60_000, onProgress } = options;
  if (isEmpty(await plan(options))) return { changed: false, steps: [] };

  await ensureBookkeeping(client, historyTableExists, createHistoryTable);
  const onWait = (holder: string) => onProgress?.({ event: "waiting", holder });
  const steps = await withMigrationLock(client, { waitMs, onWait }, async () => {
    // Made again: another runner may have had the lock in between.
    const { rollBack, apply } = await plan(options);
    return runSteps(options, [
      ...rollBack.map((row) => stepDown(client, schema, row)),
      ...apply.map((migration) => stepUp(client, schema, migration)),
    ]);
  });
  return { changed: steps.length > 0, steps };
}

async function plan({
  client,
  schema,
  files,
  target,
  rollBackMissing = false,
}: MigrateOptions): Promise<MigrationPlan> {
  const found = planMigrations(files, await appliedMigrations(client, schema), target);
  const labels = new Set(files.map(migrationLabel));
  const asked = (version: number) => target !== undefined && version > target;
  const missing = found.rollBack.filter((row) => !labels.has(migrationLabel(row)) && !asked(row.version));
  if (missing.length > 0 && !rollBackMissing) {
    throw new UserError(`applied, but no longer among the files: ${missing.map(migrationLabel).join(", ")}`, {
      where: `migrations ${schema}`,
      mend: "Bring the files back (is this checkout older than the database?), or ask for a rollback, which loses their data.",
    });
  }
  return found;
}

async function runSteps(
  options: MigrateOptions,
  steps: readonly ReturnType<typeof stepUp>[],
): Promise<FinishedStep[]> {
  const { client, schema, owner, lockTimeoutMs = 5_000, onProgress } = options;
  const finished: FinishedStep[] = [];
  for (const [index, { script, isDue, record, ...step }] of steps.entries()) {
    onProgress?.({ event: "started", number: index + 1, total: steps.length, ...step });
    const onRetry = (attempt: number) => onProgress?.({ event: "retrying", attempt, ...step });
    const onBatch = (rows: number) => onProgress?.({ event: "batch", rows, ...step });
    const durationMs = await runScript({
      client,
      schema,
      owner,
      script,
      lockTimeoutMs,
      isDue,
      record,
      onRetry,
      onBatch,
    });
    if (durationMs === undefined) continue;
    finished.push({ ...step, durationMs });
    onProgress?.({ event: "finished", ...step, durationMs });
  }
  return finished;
}

function isEmpty({ rollBack, apply }: MigrationPlan): boolean {
  return rollBack.length + apply.length === 0;
}
