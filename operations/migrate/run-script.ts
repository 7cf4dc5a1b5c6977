import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase, QueryConfig } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import { isConcurrent } from "../../sql/migration/concurrent-index.ts";
import { currentTransaction, enterMigration, leaveMigration } from "../../sql/migration/session-settings.ts";
import { dropInvalidIndex } from "./drop-invalid-index.ts";
import { inTransaction } from "./in-transaction.ts";
import { lockTries } from "./lock-tries.ts";
import { migrationError } from "./migration-error.ts";
import { runBatches } from "./run-batches.ts";
import { scriptMode } from "./script-mode.ts";
import type { ScriptRun } from "./script-run.ts";

/**
 * How long CREATE INDEX CONCURRENTLY and its like may wait for one transaction, in milliseconds: nobody waits for them
 * meanwhile, and an hour's work would be thrown away.
 */
const concurrentPatience = 600_000;

/**
 * Runs a script and its history row in one transaction, several times when a lock is not to be had in time.
 * @returns milliseconds it took, or `undefined` when another runner had done it
 * @throws UserError with file, line and the server's message
 */
export async function runScript(run: ScriptRun): Promise<number | undefined> {
  const how = scriptMode(run.script.sql);
  if (how.mode === "batches") return runBatches(run, how.share);
  const once = how.mode === "no-transaction" ? outsideTransaction : insideTransaction;
  const tries = lockTries(run.script.sql, run.lockTimeoutMs);
  const began = performance.now();
  for (let attempt = 1; ; attempt++) {
    let pause: number | undefined;
    try {
      return await once({ ...run, lockTimeoutMs: tries.timeoutMs });
    } catch (error) {
      const locked = errorCode(error) === SqlState.lockNotAvailable;
      pause = locked ? tries.pauseBefore(attempt, performance.now() - began) : undefined;
      if (pause === undefined) throw migrationError(error, run.script);
    }
    run.onRetry(attempt);
    await sleep(pause, undefined, run.signal && { signal: run.signal });
  }
}

async function insideTransaction(run: ScriptRun): Promise<number | undefined> {
  const { client, script } = run;
  return inTransaction(client, async () => {
    if (!(await run.isDue())) return undefined;
    const start = performance.now();
    const before = await transactionId(client);
    await client.query(enterMigration, settings(run, true));
    run.signal?.throwIfAborted();
    await client.query(script.sql);
    if ((await transactionId(client)) !== before) throw endedTransaction(script.file);
    await client.query("RESET ROLE");
    const duration = Math.round(performance.now() - start);
    await run.record(duration);
    return duration;
  });
}

/** Role and settings are set for the session, as there is no transaction to end them: put back whatever happens. */
async function outsideTransaction(run: ScriptRun): Promise<number | undefined> {
  const { client, schema, script } = run;
  if (!(await run.isDue())) return undefined;
  // Left by an earlier run that was killed: IF NOT EXISTS would take it for done.
  await dropInvalidIndex(client, schema, script.sql);
  const start = performance.now();
  await client.query(enterMigration, settings(run, false));
  try {
    run.signal?.throwIfAborted();
    const statement: QueryConfig & { queryMode: "extended" } = { text: script.sql, queryMode: "extended" };
    await client.query(statement);
  } catch (error) {
    await client.query(leaveMigration).catch(() => undefined);
    // The next run would drop it; but until then it costs every write, and serves no query.
    await dropInvalidIndex(client, schema, script.sql).catch(() => undefined);
    throw error;
  }
  await client.query(leaveMigration);
  const duration = Math.round(performance.now() - start);
  await run.record(duration);
  return duration;
}

function settings({ owner, schema, script, lockTimeoutMs }: ScriptRun, local: boolean): unknown[] {
  const patience = !local && isConcurrent(script.sql) ? concurrentPatience : lockTimeoutMs;
  return [owner, schema, String(patience), local];
}

async function transactionId(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(currentTransaction);
  return rows[0]?.id;
}

function endedTransaction(file: string): UserError {
  return new UserError(
    "the file ends its transaction, so that part of it is kept and the history does not say so",
    {
      where: file,
      mend: "Remove BEGIN, COMMIT and ROLLBACK: each migration runs in a transaction of its own. Undo by hand what it did.",
    },
  );
}
