import type { ClientBase } from "pg";
import { isConnectionLost } from "../../../db/is-connection-lost.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { type LeftoverRow, readLeftovers } from "../../../sql/index/leftovers.ts";
import { reindexConcurrently } from "../../../sql/index/partitioned/partitioned-statements.ts";
import { isReindexLeftover } from "../../../sql/index/side-names.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { clearCopies } from "../clear-leftovers.ts";
import { dropAfterFailure } from "../drop-concurrently.ts";
import { watchBuild } from "../watch-build.ts";
import { withBuildParameters } from "../with-build-parameters.ts";
import { withTableLock } from "../with-table-lock.ts";

/**
 * Builds a part again in place, beside its readers and writers: one that is attached cannot be dropped. Copies that an
 * earlier try left are dropped first, and when this one fails.
 */
export async function reindexPart(
  client: ClientBase,
  declared: IndexDefinition,
  part: { readonly name: string; readonly table: string },
  options: BuildIndexOptions,
): Promise<void> {
  const { schema } = options;
  const { name, table } = part;
  await withTableLock(client, { ...options, table }, async () => {
    await clearCopies(client, part, options);
    options.signal?.throwIfAborted();
    const what = `building ${name} on ${schema}.${table} again, which is INVALID`;
    try {
      await withBuildParameters(client, declared, options, () =>
        watchBuild(client, what, reindexConcurrently(schema, name), options),
      );
    } catch (error) {
      if (!isConnectionLost(error)) await dropCopies(client, part, options);
      throw error;
    }
  });
}

async function dropCopies(
  client: ClientBase,
  { name, table }: { readonly name: string; readonly table: string },
  { schema, note }: BuildIndexOptions,
): Promise<void> {
  const { rows } = await client.query<LeftoverRow>(readLeftovers, [schema, table, []]);
  for (const copy of rows.filter((row) => isReindexLeftover(name, row.name))) {
    if (await dropAfterFailure(client, schema, copy.name, "invalid")) continue;
    note?.(
      `${schema}.${copy.name} stays INVALID for now: a transaction on its table keeps it from being dropped. The next run drops it`,
    );
    return;
  }
}
