import type { ClientBase } from "pg";
import { retryConflict } from "../../../db/retry-conflict.ts";
import type { PartitionedOptions } from "./partitioned-options.ts";

/**
 * How long a statement waits for its lock: whoever comes meanwhile waits behind it, so that this is the longest time it
 * keeps anybody waiting.
 */
const lockTimeout = "SET LOCAL lock_timeout = '500ms'";

/** How often it is tried; at most a second of waiting and one of pause each. */
const attempts = 90;

/**
 * Runs statements that lock a table or an index for others, in one transaction: given up and tried again while somebody
 * uses what they need, so that nobody queues behind them for long.
 * @throws UserError when somebody held it through all attempts
 */
export async function underBriefLock(
  client: ClientBase,
  statements: readonly string[],
  { signal }: Pick<PartitionedOptions, "signal">,
): Promise<void> {
  const transaction = async () => {
    signal?.throwIfAborted();
    await client.query("BEGIN");
    try {
      await client.query(lockTimeout);
      for (const statement of statements) await client.query(statement);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  };
  await retryConflict(transaction, { signal, attempts });
}
