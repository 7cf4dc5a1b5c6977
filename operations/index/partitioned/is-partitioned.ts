import type { ClientBase } from "pg";
import { readTableKind } from "../../../sql/table-kind.ts";

/** Whether a table is partitioned; one that is not there is not. */
export async function isPartitioned(client: ClientBase, schema: string, table: string): Promise<boolean> {
  const { rows } = await client.query<{ partitioned: boolean }>(readTableKind, [schema, table]);
  return rows[0]?.partitioned === true;
}
