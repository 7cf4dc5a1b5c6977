import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { renameIndex } from "../../../sql/index/drop-index.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import { type IndexPartRow, readIndexParts } from "../../../sql/index/partitioned/read-partitions.ts";
import { sideNames } from "../../../sql/index/side-names.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { changeBriefly } from "../change-briefly.ts";

/**
 * Gives the index that was built beside the declared one its name, and the parts of both theirs, in one transaction: queries
 * always find one of the two. A part whose name is taken by something else keeps the one it was built under; one that was
 * there before, and was taken for it is equal, keeps its own.
 */
export async function swapNames(
  client: ClientBase,
  { name, table }: IndexDefinition,
  options: BuildIndexOptions,
): Promise<void> {
  const { schema } = options;
  const next = sideNames(name).next;
  const partsOf = async (index: string) =>
    (await client.query<IndexPartRow>(readIndexParts, [schema, index])).rows;
  const isOurs = (part: IndexPartRow) => part.name === partName(part.table, next);
  const [before, after] = [await partsOf(name), await partsOf(next)];
  const statements = [
    renameIndex(schema, name, sideNames(name).previous),
    renameIndex(schema, next, name),
    ...(await partRenames(client, before, after.filter(isOurs), name)),
  ];
  const change = {
    table,
    what: `putting the new ${name} in place`,
    statements,
    exclusive: true,
    givenUp: `End that session's transaction. The new index is built, as ${next}: the next run puts it in place.`,
  };
  await changeBriefly(client, change, options);
}

async function partRenames(
  client: ClientBase,
  before: readonly IndexPartRow[],
  after: readonly IndexPartRow[],
  name: string,
): Promise<string[]> {
  const statements: string[] = [];
  for (const part of after) {
    const wanted = partName(part.table, name);
    if (part.name === wanted) continue;
    const { rows } = await client.query<{ taken: boolean }>(isTaken, [part.schema, wanted]);
    const old = before.find((each) => each.schema === part.schema && each.name === wanted);
    if (rows[0]?.taken === true && old === undefined) continue;
    if (old !== undefined) statements.push(renameIndex(old.schema, old.name, sideNames(old.name).previous));
    statements.push(renameIndex(part.schema, part.name, wanted));
  }
  return statements;
}

const isTaken = `
  SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = $1 AND c.relname = $2) AS taken`;
