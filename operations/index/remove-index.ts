import type { ClientBase } from "pg";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { clearLeftovers, type LeftoversOf } from "./clear-leftovers.ts";
import { dropConcurrently } from "./drop-concurrently.ts";
import { findIndex } from "./find-index.ts";
import { withTableLock } from "./with-table-lock.ts";

/** Takes an index away without blocking its table, with whatever killed runs left of it; one that is gone is no error. */
export async function removeIndex(
  client: ClientBase,
  index: LeftoversOf,
  options: BuildIndexOptions,
): Promise<void> {
  await withTableLock(client, { ...options, table: index.table }, async () => {
    await clearLeftovers(client, index, options);
    if ((await findIndex(client, options.schema, index.name)) === undefined) return;
    options.signal?.throwIfAborted();
    await dropConcurrently(client, index.name, options);
  });
}
