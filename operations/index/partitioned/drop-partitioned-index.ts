import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import { dropPartitionedIndex } from "../../../sql/index/partitioned/partitioned-statements.ts";
import type { PartitionedOptions } from "./partitioned-options.ts";
import { underBriefLock } from "./under-brief-lock.ts";

/**
 * Drops the index of a partitioned table with its parts. PostgreSQL locks the table and all partitions for it, for readers
 * too, and has no other way: the lock is waited for half a second at a time, and nobody is kept longer by us.
 * @throws UserError when the table was in use through all attempts
 */
export async function dropPartitioned(
  client: ClientBase,
  name: string,
  options: PartitionedOptions,
): Promise<void> {
  const { schema, report = () => undefined } = options;
  report(`dropping ${name}, with a short lock on its table and all partitions`);
  try {
    await underBriefLock(client, [dropPartitionedIndex(schema, name)], options);
  } catch (error) {
    if (!UserError.isInstance(error)) throw error;
    throw new UserError(
      "it cannot be dropped while its table is in use: that needs a lock on all partitions",
      {
        where: `index ${schema}.${name}`,
        mend: "End the long transactions on the table (pg_stat_activity by xact_start shows them), and run it again.",
        cause: error,
      },
    );
  }
}
