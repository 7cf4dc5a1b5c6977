import { createHistoryTable, historyTableExists } from "../../sql/migration/history-table.ts";
import { type SessionSight, sightOfSession } from "../../sql/migration/session-sight.ts";
import { watchSession } from "../watch-session.ts";
import { ensureBookkeeping } from "./ensure-bookkeeping.ts";
import type { MigrateOptions } from "./migrate-options.ts";
import { migrationLabel } from "./migration.ts";
import { withMigrationLock } from "./migration-lock.ts";
import type { FinishedStep } from "./migration-progress.ts";
import { stepDown, stepUp } from "./migration-steps.ts";
import { isEmpty, readPlan } from "./read-plan.ts";
import { restoreHistory } from "./restore-history.ts";
import { runScript } from "./run-script.ts";

/** What was done. */
export interface MigrateResult {
  readonly changed: boolean;
  /** In the order they were done. */
  readonly steps: readonly FinishedStep[];
  /** Labels of the migrations whose rows were put back into the history. Absent when there are none. */
  readonly restored?: readonly string[];
}

/**
 * Brings a schema to what its files say: each migration in a transaction of its own, together with its row in
 * `pgstack.migrations`. Any number of runners may do so at once; each migration is applied once.
 *
 * @throws UserError what `readPlan` and `restoreHistory` throw; the lock cannot be had; the server refuses a script.
 * What was done before stays done and is in the history.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const { client, schema, waitMs = 60_000, signal, onProgress } = options;
  if (isEmpty(await readPlan(options))) return { changed: false, steps: [] };

  await ensureBookkeeping(client, historyTableExists, createHistoryTable);
  const onWait = (holder: string) => onProgress?.({ event: "waiting", holder });
  return withMigrationLock(client, { waitMs, onWait, signal }, async () => {
    const restored = await restore(options);
    // Made again: another runner may have had the lock in between.
    const { rollBack, apply } = await readPlan(options);
    const steps = await runSteps(options, [
      ...rollBack.map((row) => stepDown(client, schema, row)),
      ...apply.map((migration) => stepUp(client, schema, migration)),
    ]);
    const changed = steps.length + restored.length > 0;
    return { changed, steps, ...(restored.length > 0 && { restored }) };
  });
}

async function restore(options: MigrateOptions): Promise<string[]> {
  const { connection, onProgress } = options;
  if (connection === undefined) return [];
  // Whatever the target, what is there has to be in the history before anything is done.
  const { target: _, ...toNewest } = options;
  const { restore: unrecorded } = await readPlan({ ...toNewest, rollBackMissing: true });
  const labels = unrecorded.map(migrationLabel);
  if (labels.length === 0) return [];
  onProgress?.({ event: "comparing", labels });
  await restoreHistory({ ...options, connection, unrecorded });
  onProgress?.({ event: "restored", labels });
  return labels;
}

async function runSteps(
  options: MigrateOptions,
  steps: readonly ReturnType<typeof stepUp>[],
): Promise<FinishedStep[]> {
  const { client, schema, owner, connection, lockTimeoutMs = 5_000, signal, onProgress } = options;
  const finished: FinishedStep[] = [];
  for (const [index, { script, isDue, record, ...step }] of steps.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ event: "started", number: index + 1, total: steps.length, ...step });
    const onRetry = (attempt: number) => onProgress?.({ event: "retrying", attempt, ...step });
    const onBatch = (rows: number) => onProgress?.({ event: "batch", rows, ...step });
    const run = { client, schema, owner, script, lockTimeoutMs, isDue, record, onRetry, onBatch, signal };
    const onSight = ({ blockers, phase, done }: SessionSight) => {
      if (phase === null && blockers.length === 0) return;
      onProgress?.({
        event: "working",
        blockers,
        ...(phase !== null && { phase }),
        ...(done !== null && { done }),
        ...step,
      });
    };
    const watched = {
      client,
      connection: onProgress && connection,
      application: "pgstack migrate, watching",
      query: sightOfSession,
    };
    const durationMs = await watchSession(watched, onSight, () => runScript(run));
    if (durationMs === undefined) continue;
    finished.push({ ...step, durationMs });
    onProgress?.({ event: "finished", ...step, durationMs });
  }
  return finished;
}
