import type { ClientBase } from "pg";
import { commentOnIndex } from "../../sql/index/comment-on-index.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";

/** Gives an index the comment that is declared, and takes away one that is not. It builds nothing. */
export async function keepComment(
  client: ClientBase,
  schema: string,
  row: IndexRow,
  declared = "",
): Promise<IndexRow> {
  if ((row.comment ?? "") === declared) return row;
  await client.query(commentOnIndex(schema, row.name, declared));
  return { ...row, comment: declared === "" ? null : declared };
}
