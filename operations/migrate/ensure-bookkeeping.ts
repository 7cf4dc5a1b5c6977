import type { ClientBase } from "pg";
import { createBookkeeping } from "../../sql/migration/create-bookkeeping.ts";

/**
 * Makes a bookkeeping table, and its schema, where it is absent; two sessions may do so at once.
 * @param exists query that returns `present`
 */
export async function ensureBookkeeping(
  client: ClientBase,
  exists: string,
  createTable: string,
): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(exists);
  if (rows[0]?.present !== true) await client.query(createBookkeeping(createTable));
}
