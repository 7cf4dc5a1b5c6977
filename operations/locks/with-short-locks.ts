import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import { blockersWords } from "./blocker-words.ts";
import { type LockedTable, lockHolders } from "./lock-holders.ts";
import { Waits } from "./waits.ts";

/** What needs locks that others would queue behind, and whom it tells. */
export interface ShortLocks {
  /** The table that it locks, with its partitions and indexes. */
  readonly table: LockedTable;
  /** What it does, e.g. `putting the new items_idx in place`. */
  readonly what: string;
  /** How it stands when it is given up, and what to do. */
  readonly givenUp: string;
  /** Aborted when it is not to be tried again. */
  readonly signal?: AbortSignal | undefined;
  /** Shows whom it waits for, as a line that the next one overwrites. */
  readonly report?: ((message: string) => void) | undefined;
  /** Says whom it has waited for long, in a line that stays. */
  readonly note?: ((message: string) => void) | undefined;
  /** How long somebody is waited for before that line, in milliseconds. @default 10000 */
  readonly noteAfterMs?: number | undefined;
  /** How long it is tried, in milliseconds. @default ten minutes */
  readonly patienceMs?: number | undefined;
}

/**
 * How a lock is waited for: everybody who comes later waits behind it, so for a moment each time, and most of the time not
 * at all. In milliseconds.
 */
const tries = { timeout: 100, pause: 400, patience: 600_000 };

/**
 * Runs `work` in one transaction, which waits for no lock longer than a moment, again and again until it has them: a long
 * transaction is waited for, and nobody waits behind us meanwhile.
 *
 * @throws UserError with who holds a lock, when it is given up; whatever else `work` throws
 */
export async function withShortLocks<T>(
  client: ClientBase,
  locks: ShortLocks,
  work: () => Promise<T>,
): Promise<T> {
  const { table, what, signal, report, note = () => undefined } = locks;
  const waits = new Waits(what, note, locks.noteAfterMs);
  for (const deadline = performance.now() + (locks.patienceMs ?? tries.patience); ; ) {
    signal?.throwIfAborted();
    try {
      return await once(client, work);
    } catch (error) {
      if (!isConflict(error)) throw error;
      const holders = await lockHolders(client, table);
      const whom = holders.length === 0 ? "a lock" : blockersWords(holders);
      if (performance.now() > deadline) throw gaveUp(error, locks, whom);
      report?.(`${what}: waits for ${whom}`);
      waits.see(holders);
    }
    await sleep(tries.pause, undefined, signal && { signal });
  }
}

async function once<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT set_config('lock_timeout', $1, true)", [String(tries.timeout)]);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function gaveUp(error: unknown, { what, table, givenUp }: ShortLocks, whom: string): unknown {
  if (errorCode(error) !== SqlState.lockNotAvailable) return error;
  const where = `table ${table.schema}.${table.name}`;
  return new UserError(`${what} waits for ${whom}`, { where, mend: givenUp, cause: error });
}
