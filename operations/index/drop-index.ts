import type { ClientBase } from "pg";
import type { IndexRow } from "../../sql/index/read-index.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { dropConcurrently } from "./drop-concurrently.ts";
import { dropPartitioned } from "./partitioned/drop-partitioned-index.ts";

/** Drops an index in the way that its kind of table allows: beside writers, or with a short lock where it is partitioned. */
export async function dropIndex(
  client: ClientBase,
  row: IndexRow,
  options: BuildIndexOptions,
): Promise<void> {
  if (row.partitioned) await dropPartitioned(client, row, options);
  else await dropConcurrently(client, row.name, options);
}
