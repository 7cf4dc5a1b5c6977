import type { ClientBase } from "pg";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { clearLeftovers, type LeftoversOf } from "./clear-leftovers.ts";
import { dropIndex } from "./drop-index.ts";
import { findIndex } from "./find-index.ts";
import { withTableLock } from "./with-table-lock.ts";

/**
 * Takes an index away with whatever killed runs left of it; one that is gone is no error. Its table is not blocked, but that
 * of a partitioned one, for a moment. One of another table has the name only, and stays; where no table is known, the name
 * says it all.
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
    if (index.table !== "" && row.table !== index.table) {
      const { schema, note } = options;
      note?.(
        `${schema}.${index.name} stays: it is on ${schema}.${row.table}, not on ${schema}.${index.table}`,
      );
      return;
    }
    options.signal?.throwIfAborted();
    await dropIndex(client, row, options);
  });
}
