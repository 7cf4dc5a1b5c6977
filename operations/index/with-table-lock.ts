import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { releaseTableLock, tryTableLock } from "../../sql/index/table-lock.ts";

/** How often it is tried, in milliseconds. */
const pollMs = 100;

/**
 * Runs `work` while no other build of ours is under way on the table: two CREATE INDEX CONCURRENTLY on one table block
 * each other, and may end as a deadlock. Polled, for a session that waits inside the server would be waited for by the
 * build in its turn.
 */
export async function withTableLock<T>(
  client: ClientBase,
  {
    schema,
    table,
    signal,
  }: { readonly schema: string; readonly table: string; readonly signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> {
  while (!(await tryLock(client, schema, table))) await sleep(pollMs, undefined, signal && { signal });
  try {
    return await work();
  } finally {
    // A connection that is lost has given the lock back already.
    await client.query(releaseTableLock, [schema, table]).catch(() => undefined);
  }
}

async function tryLock(client: ClientBase, schema: string, table: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(tryTableLock, [schema, table]);
  return rows[0]?.locked === true;
}
