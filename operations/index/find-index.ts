import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { canonicalIndex } from "../../sql/index/canonical-index.ts";
import { type IndexRow, readIndex } from "../../sql/index/read-index.ts";
import { type ComparedIndex, sameIndex } from "../../sql/index/same-index.ts";

/** The index the catalog has under this name, or `undefined`. */
export async function findIndex(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<IndexRow | undefined> {
  // Planning it takes longer than running it: each session does that only a few times of a statement with a name.
  const statement = { name: "pgstack_read_index", text: readIndex, values: [schema, name] };
  return (await client.query<IndexRow>(statement)).rows[0];
}

/** The index that was built under this name just now. */
export async function mustFindIndex(client: ClientBase, schema: string, name: string): Promise<IndexRow> {
  const row = await findIndex(client, schema, name);
  if (row === undefined) throw new Error(`index ${schema}.${name} is gone right after it was built`);
  return row;
}

/**
 * Whether an index of the catalog is the declared one; the server itself says what the declared one would look like.
 *
 * @param unchanged the server's text of the index that this very declaration made, for one that the server cannot compare
 */
export async function isAsDeclared(
  client: ClientBase,
  schema: string,
  declared: IndexDefinition,
  actual: IndexRow,
  unchanged?: string,
): Promise<boolean> {
  if (actual.table !== declared.table) return false;
  try {
    return sameIndex(await declaredRow(client, schema, declared), actual);
  } catch (error) {
    if (!isOfRow(error, declared.table)) throw error;
    return actual.definition === unchanged;
  }
}

/** Whether an expression takes the table's own row, which an empty copy of the table has not. */
function isOfRow(error: unknown, table: string): boolean {
  const code = errorCode(error);
  const { message } = error as Error;
  if (code === SqlState.undefinedFunction) return message.includes("pgstack_index_probe");
  return (
    (code === SqlState.undefinedColumn || code === SqlState.undefinedTable) && message.includes(`"${table}"`)
  );
}

/**
 * The row that the catalog would have of a declared index. Nothing is left of the asking.
 * @throws whatever the server says to an index that cannot be made
 */
export async function declaredRow(
  client: ClientBase,
  schema: string,
  declared: IndexDefinition,
): Promise<ComparedIndex> {
  await client.query("BEGIN");
  try {
    let row: IndexRow | undefined;
    for (const statement of canonicalIndex(declared, schema))
      row = (await client.query<IndexRow>(statement)).rows[0];
    if (row === undefined)
      throw new Error(`the server does not say what index ${schema}.${declared.name} is`);
    return row;
  } finally {
    await client.query("ROLLBACK");
  }
}
