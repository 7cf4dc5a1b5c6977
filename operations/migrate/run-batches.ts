import { setTimeout as sleep } from "node:timers/promises";
import type { QueryConfig } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import { enterMigration } from "../../sql/migration/session-settings.ts";
import { inTransaction } from "./in-transaction.ts";
import { migrationError } from "./migration-error.ts";
import type { ScriptRun } from "./script-run.ts";

/** What the statement of a `-- batches` file returns, in one row. */
interface BatchRow {
  /** Where the next batch starts, `null` at the end of the table. */
  readonly position: string | null;
  readonly changed: number;
  /** Rows that somebody else has locked. */
  readonly skipped: number;
}

/** Pause before what was locked is tried again, or a table's lock, in milliseconds. */
const lockedPause = 200;

/**
 * Runs a `-- batches` file: its one statement again and again, each time in a transaction of its own, with the place to go
 * on from as `$1` (null at first), until a pass from the first row to the last has found nothing to change. So it does not
 * matter where a run was cut short: the next one passes over what is done.
 *
 * @param share part of the time it works, of 1; the rest is left to everybody else
 * @returns milliseconds it took, or `undefined` when another runner had done it
 * @throws UserError with file, line and the server's message; finished batches stay
 */
export async function runBatches(run: ScriptRun, share: number): Promise<number | undefined> {
  const { client, script, onBatch, signal } = run;
  const pause = (ms: number) => sleep(ms, undefined, signal && { signal });
  if (!(await run.isDue())) return undefined;
  const start = performance.now();
  let rows = 0;
  let position: string | null = null;
  for (let found = 0; ; ) {
    signal?.throwIfAborted();
    const began = performance.now();
    const batch: BatchRow | undefined = await oneBatch(run, position).catch((error: unknown) => {
      if (errorCode(error) !== SqlState.lockNotAvailable) throw migrationError(error, script);
      return undefined;
    });
    if (batch === undefined) {
      await pause(lockedPause);
      continue;
    }
    rows += batch.changed;
    found += batch.changed + batch.skipped;
    if (batch.changed > 0) onBatch?.(rows);
    position = batch.position;
    if (position === null) {
      if (found === 0) break;
      if (batch.changed === 0) await pause(lockedPause);
      found = 0;
    }
    await pause(((performance.now() - began) * (1 - share)) / share);
  }
  const duration = Math.round(performance.now() - start);
  await inTransaction(client, async () => {
    if (await run.isDue()) await run.record(duration);
  });
  return duration;
}

async function oneBatch(run: ScriptRun, position: string | null): Promise<BatchRow> {
  const { client, schema, owner, script, lockTimeoutMs } = run;
  return inTransaction(client, async () => {
    await client.query(enterMigration, [owner, schema, String(lockTimeoutMs), true]);
    const statement: QueryConfig & { queryMode: "extended" } = {
      text: script.sql,
      values: [position],
      queryMode: "extended",
    };
    const [row] = (await client.query<BatchRow>(statement)).rows;
    if (row === undefined || typeof row.changed !== "number" || typeof row.skipped !== "number") {
      throw new UserError("a batch returns one row: position text, changed integer, skipped integer", {
        where: script.file,
        mend: "docs/online-changes.md shows such a statement.",
      });
    }
    return row;
  });
}
