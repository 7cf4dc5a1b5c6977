import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import { detachPartition, type TableName } from "../../sql/partition/partition-statements.ts";
import { type DetachingRow, readDetaching } from "../../sql/partition/read-partitioned-table.ts";
import { blockersWords } from "../locks/blocker-words.ts";
import { lockHolders } from "../locks/lock-holders.ts";
import { locksOf, type MakeOptions } from "./make-partition.ts";
import type { PartitionedTable } from "./partitioned-table.ts";
import { whereOf } from "./read-partitions.ts";

/**
 * How it is waited, in milliseconds: for a lock a moment where foreign keys link the table to others, for the last step locks those
 * against writers, who would queue behind us; between two attempts a pause; in all ten minutes, and what is cut short is finished
 * later.
 */
const tries = { timeout: 100, pause: 400, patience: 600_000 };

/**
 * Detaches a partition outside a transaction, or ends what was begun of it. A table without foreign keys is detached from in one
 * attempt, which waits for everybody who began before it and holds up nobody.
 *
 * @throws UserError with who is waited for, when it is given up
 */
export async function detachPatiently(
  client: ClientBase,
  table: PartitionedTable,
  partition: TableName,
  how: " CONCURRENTLY" | " FINALIZE",
  { report, signal, patienceMs = tries.patience }: MakeOptions = {},
): Promise<void> {
  const { oid, schema, name } = table;
  const at = [partition.schema, partition.name, oid];
  const state = async () => (await client.query<DetachingRow>(readDetaching, at)).rows[0];
  let now = await state();
  const timeout = now?.linked ? tries.timeout : 0;
  let step = how;
  try {
    for (const deadline = performance.now() + patienceMs; ; ) {
      signal?.throwIfAborted();
      const left = Math.max(tries.timeout, Math.ceil(deadline - performance.now()));
      try {
        await client.query(`SET statement_timeout = ${left}; SET lock_timeout = ${timeout}`);
        await client.query(detachPartition({ schema, table: name }, partition, step));
        return;
      } catch (error) {
        const cancelled = errorCode(error) === SqlState.queryCanceled;
        if (signal?.aborted || !(cancelled || isConflict(error))) throw error;
        now = await state();
        const whom = blockersWords(await lockHolders(client, locksOf(table).table));
        if (cancelled || performance.now() > deadline)
          throw cutShort(table, partition, { whom, pending: now?.pending ?? false, cause: error });
        report?.(`detaching ${partition.name}: waits for ${whom || "a lock"}`);
      }
      step = now?.pending ? " FINALIZE" : " CONCURRENTLY";
      await sleep(tries.pause, undefined, signal && { signal });
    }
  } finally {
    await client.query("RESET statement_timeout; RESET lock_timeout").catch(() => undefined);
  }
}

interface HowItStands {
  readonly whom: string;
  /** Whether it was marked as leaving. */
  readonly pending: boolean;
  readonly cause: unknown;
}

function cutShort(table: PartitionedTable, partition: TableName, { whom, pending, cause }: HowItStands) {
  return new UserError(
    `detaching ${partition.name} was cut short${whom === "" ? "" : `, waiting for ${whom}`}`,
    {
      where: whereOf({ schema: table.schema, table: table.name }),
      mend: pending
        ? "Queries no longer see it. The next update finishes it, once transactions are over that began before."
        : "It is a partition still. The next update tries it again, once transactions are over that use the table.",
      cause,
    },
  );
}
