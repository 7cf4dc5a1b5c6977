import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import { type BlockerRow, readBlockers } from "../../sql/partition/read-blockers.ts";

/** How locks are waited for. */
export interface ShortLocks {
  /** What waits, for errors. */
  readonly where: string;
  /** Oid of the partitioned table: who holds a lock on it or its partitions is named. */
  readonly oid: string;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((message: string) => void) | undefined;
  /** How long it is tried, in milliseconds. @default two minutes */
  readonly patienceMs?: number | undefined;
}

/** Longest wait of one try, in milliseconds: everybody who comes later waits behind it. */
export const lockTryMs = 200;
const pauseMs = 400;
const defaultPatienceMs = 120_000;

/**
 * Runs `work` in a transaction that waits for a lock for a fifth of a second at most, again and again: a long transaction is
 * waited for, and nobody waits behind us for more than that.
 *
 * @throws UserError with who holds the lock, after `patienceMs`
 */
export async function withShortLocks<T>(
  client: ClientBase,
  { where, oid, signal, report, patienceMs = defaultPatienceMs }: ShortLocks,
  work: () => Promise<T>,
): Promise<T> {
  for (const until = Date.now() + patienceMs; ; ) {
    signal?.throwIfAborted();
    await client.query("BEGIN");
    try {
      await client.query(`SET LOCAL lock_timeout = '${lockTryMs}ms'`);
      const result = await work();
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      if (!isConflict(error)) throw error;
      const blockers = await blockersOf(client, oid);
      if (Date.now() > until) throw gaveUp(error, where, blockers);
      report?.(blockers === "" ? "waiting for a lock" : `waiting for ${blockers}`);
    }
    await sleep(pauseMs, undefined, signal && { signal });
  }
}

/** Sessions that hold a lock on the table or a partition, the oldest first, in words; empty where there is none. */
export async function blockersOf(client: ClientBase, oid: string): Promise<string> {
  const { rows } = await client.query<BlockerRow>(readBlockers, [oid]);
  return rows
    .map(({ pid, user, state, seconds }) => {
      const doing = [user, state, ...(seconds === null ? [] : [`for ${seconds} s`])]
        .filter(Boolean)
        .join(", ");
      return `process ${pid}${doing === "" ? "" : ` (${doing})`}`;
    })
    .join(", ");
}

function gaveUp(error: unknown, where: string, blockers: string): unknown {
  if (errorCode(error) !== SqlState.lockNotAvailable) return error;
  const who = blockers === "" ? "another session" : blockers;
  return new UserError(
    `${who} holds a lock on the table or one of its partitions, and does not give it back`,
    {
      where,
      mend: "End its transaction, and run it again: what is done so far stays.",
      cause: error,
    },
  );
}
