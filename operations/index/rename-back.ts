import type { ClientBase } from "pg";
import { definitionBody } from "../../sql/index/canonical-index.ts";
import { renameIndex } from "../../sql/index/drop-index.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import { readIndexName } from "../../sql/index/read-index-name.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { changeBriefly } from "./change-briefly.ts";
import { findIndex } from "./find-index.ts";

/** An index as it was when it was last built or adopted. */
export interface KnownIndex {
  /** PostgreSQL's own number of it: another server gives another one. */
  readonly oid: string;
  /** The server's own text of it. */
  readonly definition: string;
}

/** An index that has another name than it is known by. */
export interface RenamedIndex {
  readonly name: string;
  readonly row: IndexRow;
}

/**
 * The index that is known, under whatever name somebody has given it by hand; `undefined` where it is gone, or where its
 * number belongs to another one, as after a restore.
 */
export async function findRenamed(
  client: ClientBase,
  schema: string,
  { oid, definition }: KnownIndex,
): Promise<RenamedIndex | undefined> {
  const { rows } = await client.query<{ name: string }>(readIndexName, [schema, oid]);
  const name = rows[0]?.name;
  const row = name === undefined ? undefined : await findIndex(client, schema, name);
  if (name === undefined || row === undefined) return undefined;
  return definitionBody(row.definition) === definitionBody(definition) ? { name, row } : undefined;
}

/** Gives an index that was renamed by hand its name back, where nothing else has it; whether it did. */
export async function renameBack(
  client: ClientBase,
  { name, table }: { readonly name: string; readonly table: string },
  known: KnownIndex,
  options: BuildIndexOptions,
): Promise<boolean> {
  const { schema, note } = options;
  const renamed = await findRenamed(client, schema, known);
  if (renamed?.row.valid !== true || renamed.row.table !== table || renamed.name === name) return false;
  await changeBriefly(
    client,
    {
      table,
      what: `renaming ${renamed.name} back to ${name}`,
      statements: [renameIndex(schema, renamed.name, name)],
      givenUp: "End that session's transaction, then run it again.",
    },
    options,
  );
  note?.(`${schema}.${renamed.name}, renamed by hand, has its name ${name} again`);
  return true;
}
