import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import {
  readTableLockHolder,
  releaseTableLock,
  type TableLockHolder,
  tryTableLock,
} from "../../sql/index/table-lock.ts";
import { blockersWords } from "../locks/blocker-words.ts";
import { Waits } from "../locks/waits.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";

/** How often it is tried, in milliseconds. */
const pollMs = 100;
/** How often it is asked who has it, in tries. */
const askEvery = 10;

type LockOptions = Omit<BuildIndexOptions, "connection"> & { readonly table: string };

/**
 * Runs `work` while no other build of ours is under way on the table: two CREATE INDEX CONCURRENTLY on one table block
 * each other, and may end as a deadlock. Polled, for a session that waits inside the server would be waited for by the
 * build in its turn.
 *
 * A session whose client is gone keeps the lock until the server ends it: whoever gets the lock finds it ended.
 */
export async function withTableLock<T>(
  client: ClientBase,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const { schema, table, signal, note = () => undefined, noteAfterMs } = options;
  const waits = new Waits(`the build on ${schema}.${table}`, note, noteAfterMs);
  for (let tries = 1; !(await tryLock(client, schema, table)); tries++) {
    if (tries % askEvery === 1) await sayWho(client, options, waits);
    await sleep(pollMs, undefined, signal && { signal });
  }
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

async function sayWho(
  client: ClientBase,
  { schema, table, report }: LockOptions,
  waits: Waits,
): Promise<void> {
  const { rows } = await client.query<TableLockHolder>(readTableLockHolder, [schema, table]);
  const holders = rows[0]?.holders ?? [];
  if (holders.length === 0) return;
  report?.(`waits for another build on ${schema}.${table}: ${blockersWords(holders)}`);
  waits.see(holders);
}
