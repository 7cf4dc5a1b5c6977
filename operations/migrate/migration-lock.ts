import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import {
  type LockHolder,
  readLockHolder,
  releaseMigrationLock,
  tryMigrationLock,
} from "../../sql/migration/advisory-lock.ts";

/** Pauses between two tries, in milliseconds: the first, and the longest. */
const pauses = { first: 50, longest: 2_000 };

/** How long to wait for the lock, and who is told. */
export interface MigrationLockOptions {
  /** Milliseconds; 0 tries once. */
  readonly waitMs: number;
  /** Called once, when the lock is found taken; the holder may be gone by then. */
  readonly onWait?: (holder: string) => void;
  /** Aborted when it is waited for no longer. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while holding the one lock of all migrations of a database. It is polled, never waited for in the server:
 * a session blocked in pg_advisory_lock and another one's CREATE INDEX CONCURRENTLY wait for each other for ever.
 *
 * The connections of an embedded server share one process, in which an advisory lock can be taken again and again: there
 * it keeps nobody out, and the history's primary key, inside the migration's transaction, is what counts.
 *
 * @throws UserError naming the holder when the lock is still taken after `waitMs`
 */
export async function withMigrationLock<T>(
  client: ClientBase,
  { waitMs, onWait, signal }: MigrationLockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + waitMs;
  for (let pause = pauses.first; !(await tryLock(client)); pause = Math.min(pause * 1.5, pauses.longest)) {
    const left = deadline - Date.now();
    if (left <= 0) {
      throw new UserError(
        `other migrations are running: the lock is held by ${await describeHolder(client)}`,
        {
          where: "migrations",
          mend: `Wait until they are done; or, if they are stuck, end that session: SELECT pg_terminate_backend(<pid>).`,
        },
      );
    }
    if (pause === pauses.first) onWait?.(await describeHolder(client));
    await sleep(Math.min(pause, left), undefined, signal && { signal });
  }
  try {
    return await work();
  } finally {
    // A connection that is lost has given the lock back already.
    await client.query(releaseMigrationLock).catch(() => undefined);
  }
}

async function tryLock(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(tryMigrationLock);
  return rows[0]?.locked === true;
}

async function describeHolder(client: ClientBase): Promise<string> {
  const { rows } = await client.query<LockHolder>(readLockHolder);
  const [holder] = rows;
  if (holder === undefined) return "a session that has just ended";
  const {
    pid,
    application_name: application,
    user_name: user,
    client_address: address,
    connected_since: since,
  } = holder;
  const from = address === null ? "" : ` from ${address}`;
  return `pid ${pid} (${application || "no application name"}, user ${user}${from}, connected since ${since.toISOString()})`;
}
