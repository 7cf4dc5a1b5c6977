import type { ClientBase } from "pg";
import { isConnectionLost } from "../../../db/is-connection-lost.ts";
import { type ListedRow, readListedIndexes } from "../../../sql/index/list/read-listed-indexes.ts";
import { isReindexLeftover } from "../../../sql/index/side-names.ts";
import { dropAfterFailure } from "../drop-concurrently.ts";

/** Whether one is what the failed rebuild of an index left: INVALID, and called as it is with an end of PostgreSQL's. */
export function isCopyOf(
  { schema, name }: Pick<ListedRow, "schema" | "name">,
  row: Pick<ListedRow, "schema" | "name" | "valid">,
): boolean {
  return row.schema === schema && !row.valid && isReindexLeftover(name, row.name);
}

/**
 * Drops what the rebuild of an index that has just failed left.
 *
 * @returns names of what stays, since somebody's transaction on the table goes on; none without a connection, when that is
 * not known
 */
export async function dropCopies(client: ClientBase, index: ListedRow): Promise<string[]> {
  const { schema, table } = index;
  const left: string[] = [];
  try {
    const { rows } = await client.query<ListedRow>(readListedIndexes, [[schema]]);
    for (const row of rows) {
      if (row.table !== table || !isCopyOf(index, row)) continue;
      if (!(await dropAfterFailure(client, schema, row.name, "invalid"))) left.push(row.name);
    }
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
  }
  return left;
}
