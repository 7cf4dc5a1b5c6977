import type { ClientBase } from "pg";
import { dropPartitionedIndex } from "../../../sql/index/partitioned/partitioned-statements.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { changeBriefly } from "../change-briefly.ts";

/**
 * Drops the index of a partitioned table with its parts. PostgreSQL locks the table and all partitions for it, for readers
 * too, and has no other way: the lock is waited for a moment at a time, so that nobody is kept for long.
 *
 * @throws UserError when the table was in use all the time
 */
export async function dropPartitioned(
  client: ClientBase,
  { name, table }: { readonly name: string; readonly table: string },
  options: BuildIndexOptions,
): Promise<void> {
  const what = `dropping ${name}, with a short lock on its table and all partitions,`;
  options.report?.(what.slice(0, -1));
  const change = {
    table,
    what,
    statements: [dropPartitionedIndex(options.schema, name)],
    exclusive: true,
    givenUp: "End the long transactions on the table, and run it again.",
  };
  await changeBriefly(client, change, options);
}
