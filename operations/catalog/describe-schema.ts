import type { ClientBase } from "pg";
import { describeSchema as query } from "../../sql/catalog/describe-schema.ts";

/** Everything a schema holds, as sorted lines, with every name qualified; a schema that is not there holds nothing. */
export async function describeSchema(client: ClientBase, schema: string): Promise<string[]> {
  const before = await client.query<{ path: string }>("SELECT current_setting('search_path') AS path");
  const setPath = (path: string) => client.query("SELECT set_config('search_path', $1, false)", [path]);
  await setPath("");
  try {
    const { rows } = await client.query<{ line: string }>(query, [schema]);
    return rows.map(({ line }) => line);
  } finally {
    // Where the query failed inside a transaction, its rollback puts the path back.
    await setPath(before.rows[0]?.path ?? "").catch(() => undefined);
  }
}
