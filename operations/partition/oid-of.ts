import type { ClientBase } from "pg";
import { quoteQualified } from "../../sql/quote.ts";

/** The oid of a table that is there. */
export async function oidOf(client: ClientBase, schema: string, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ oid: string }>("SELECT $1::regclass::oid::text AS oid", [
    quoteQualified(schema, name),
  ]);
  return rows[0]?.oid;
}
