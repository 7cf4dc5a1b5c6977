import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import { type LockHolders, readLockHolders } from "../../sql/index/lock-holders.ts";
import { blockersWords } from "./blocker-words.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { Waits } from "./waits.ts";

/**
 * How a lock is waited for that others would queue behind: 100 ms at most each time, and nine tenths of the time not at
 * all. A long transaction is waited for like this until it has ended, for ten minutes. All in milliseconds.
 */
const tries = { timeoutMs: 100, pauseMs: 900, patienceMs: 600_000 };

/** A change of an index's place in the catalog. */
export interface ShortChange {
  readonly table: string;
  /** What it does, e.g. `putting the new items_idx in place`. */
  readonly what: string;
  readonly statements: readonly string[];
  /** Whether it needs the table for itself. @default false */
  readonly exclusive?: boolean;
  /** How it stands when it is given up, and what to do. */
  readonly givenUp: string;
}

/**
 * Runs statements in one transaction, which waits for no lock longer than a moment, again and again until it has them.
 *
 * @throws UserError when somebody keeps a lock for ten minutes
 */
export async function withShortLocks(
  client: ClientBase,
  { table, what, statements, exclusive = false, givenUp }: ShortChange,
  options: BuildIndexOptions,
): Promise<void> {
  const { schema, signal, report, note = () => undefined, noteAfterMs } = options;
  const waits = new Waits(what, note, noteAfterMs);
  for (const deadline = performance.now() + tries.patienceMs; ; ) {
    signal?.throwIfAborted();
    if (await tryOnce(client, statements)) return;
    const { rows } = await client.query<LockHolders>(readLockHolders, [schema, table, exclusive]);
    const holders = rows[0]?.holders ?? [];
    const whom = holders.length === 0 ? "a lock" : blockersWords(holders);
    if (performance.now() > deadline) {
      throw new UserError(`${what} waits for ${whom}`, { where: `table ${schema}.${table}`, mend: givenUp });
    }
    report?.(`${what}: waits for ${whom}`);
    waits.see(holders);
    await sleep(tries.pauseMs, undefined, signal && { signal });
  }
}

async function tryOnce(client: ClientBase, statements: readonly string[]): Promise<boolean> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT set_config('lock_timeout', $1, true)", [String(tries.timeoutMs)]);
    for (const statement of statements) await client.query(statement);
    await client.query("COMMIT");
    return true;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (errorCode(error) === SqlState.lockNotAvailable) return false;
    throw error;
  }
}
