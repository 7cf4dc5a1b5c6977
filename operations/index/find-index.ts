import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { canonicalIndex, definitionBody } from "../../sql/index/canonical-index.ts";
import { type IndexRow, readIndex } from "../../sql/index/read-index.ts";

/** The index the catalog has under this name, or `undefined`. */
export async function findIndex(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<IndexRow | undefined> {
  return (await client.query<IndexRow>(readIndex, [schema, name])).rows[0];
}

/** Whether an index of the catalog is the declared one; the server itself says what the declared one would look like. */
export async function isAsDeclared(
  client: ClientBase,
  schema: string,
  declared: IndexDefinition,
  actual: IndexRow,
): Promise<boolean> {
  if (actual.table !== declared.table) return false;
  await client.query("BEGIN");
  try {
    let definition = "";
    for (const statement of canonicalIndex(declared, schema)) {
      const { rows } = await client.query<{ definition?: string }>(statement);
      definition = rows[0]?.definition ?? definition;
    }
    return definitionBody(definition) === definitionBody(actual.definition);
  } finally {
    await client.query("ROLLBACK");
  }
}
