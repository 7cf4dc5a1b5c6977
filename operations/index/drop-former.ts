import type { ClientBase } from "pg";
import { sideNames } from "../../sql/index/side-names.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { dropIndex } from "./drop-index.ts";
import { findIndex } from "./find-index.ts";
import type { RebuildIndexOptions } from "./rebuild-index-options.ts";

/** Drops what a killed run left of an index on the table that it was moved from. */
export async function dropFormer(
  client: ClientBase,
  { name, table }: { readonly name: string; readonly table: string },
  options: RebuildIndexOptions,
): Promise<void> {
  const { schema, formerTable = table } = options;
  if (formerTable === table) return;
  await clearLeftovers(client, { name, table: formerTable }, options);
  const previous = await findIndex(client, schema, sideNames(name).previous);
  if (previous?.table === formerTable) await dropIndex(client, previous, options);
}
