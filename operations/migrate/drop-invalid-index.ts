import type { ClientBase } from "pg";
import { dropIndex } from "../../sql/index/drop-index.ts";
import { concurrentlyBuilt } from "../../sql/migration/concurrent-index.ts";
import { findIndex } from "../index/find-index.ts";

/** Drops what a failed run of this statement left of the index it builds CONCURRENTLY; a valid one stays. */
export async function dropInvalidIndex(client: ClientBase, schema: string, sql: string): Promise<void> {
  const name = concurrentlyBuilt(sql);
  if (name === undefined) return;
  const found = await findIndex(client, schema, name);
  if (found?.valid === false) await client.query(dropIndex(schema, name));
}
