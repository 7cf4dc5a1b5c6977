import type { ClientBase } from "pg";
import {
  type BodyUnderBothNames,
  type CopiedIndex,
  type IndexBody,
  indexCopies,
  readIndexBodies,
} from "../../sql/online-change/index-copies.ts";
import type { ColumnPath } from "./column-path.ts";

/** The valid indexes that involve a column, with their definition for its other name. Changes nothing. */
export async function copiedIndexes(
  client: ClientBase,
  { schema, table, column }: ColumnPath,
  newColumn: string,
): Promise<CopiedIndex[]> {
  await client.query("BEGIN");
  try {
    // Names are written into migrations, which run with this search path.
    await client.query("SELECT set_config('search_path', quote_ident($1) || ', public', true)", [schema]);
    let bodies: BodyUnderBothNames[] = [];
    for (const statement of indexCopies(schema, table, column, newColumn)) {
      ({ rows: bodies } = await client.query<BodyUnderBothNames>(statement));
    }
    const renamed = new Map(bodies.map(({ before, after }) => [before, after]));
    const { rows: indexes } = await client.query<IndexBody>(readIndexBodies, [schema, table]);
    return indexes.flatMap(({ name, unique, body: former }) => {
      const body = renamed.get(former);
      return body === undefined || body === former ? [] : [{ name, unique, body, former }];
    });
  } finally {
    await client.query("ROLLBACK");
  }
}
