import type { ClientBase } from "pg";
import { estimateRows } from "../../sql/index/estimate-rows.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import { listsAdvice } from "./lists-advice.ts";

/** What is to be said of an IVFFlat index's lists against the rows there are now; `undefined` when nothing is. */
export async function adviseLists(
  client: ClientBase,
  schema: string,
  name: string,
  index: Pick<IndexRow, "method" | "storage">,
): Promise<string | undefined> {
  if (index.method !== "ivfflat") return undefined;
  const { rows } = await client.query<{ rows: number }>(estimateRows, [schema, name]);
  return listsAdvice(index, rows[0]?.rows ?? 0);
}
