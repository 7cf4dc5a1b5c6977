import type { ClientBase } from "pg";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { clearLeftovers, type LeftoversOf } from "./clear-leftovers.ts";
import { dropConcurrently } from "./drop-concurrently.ts";
import { findIndex } from "./find-index.ts";
import { dropPartitioned } from "./partitioned/drop-partitioned-index.ts";
import { withTableLock } from "./with-table-lock.ts";

/**
 * Takes an index away with whatever killed runs left of it; one that is gone is no error. Its table is not blocked, but that
 * of a partitioned one, for a moment.
 */
export async function removeIndex(
  client: ClientBase,
  index: LeftoversOf,
  options: BuildIndexOptions,
): Promise<void> {
  await withTableLock(client, { ...options, table: index.table }, async () => {
    await clearLeftovers(client, index, options);
    const row = await findIndex(client, options.schema, index.name);
    if (row === undefined) return;
    options.signal?.throwIfAborted();
    if (row.partitioned) await dropPartitioned(client, row, options);
    else await dropConcurrently(client, index.name, options);
  });
}
