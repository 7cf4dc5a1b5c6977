import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { renameIndex } from "../../../sql/index/drop-index.ts";
import { besideName, partName } from "../../../sql/index/partitioned/part-name.ts";
import { type IndexPartRow, readIndexParts } from "../../../sql/index/partitioned/read-partitions.ts";
import type { PartitionedOptions } from "./partitioned-options.ts";
import { underBriefLock } from "./under-brief-lock.ts";

/**
 * Gives the index that was built beside the declared one its name, and the parts of both theirs, in one transaction: queries
 * always find one of the two. A part whose name is taken by something else keeps the one it was built under.
 */
export async function swapNames(
  client: ClientBase,
  { name }: IndexDefinition,
  options: PartitionedOptions,
): Promise<void> {
  const { schema } = options;
  const next = besideName(name, "new");
  const partsOf = async (index: string) =>
    (await client.query<IndexPartRow>(readIndexParts, [schema, index])).rows;
  const [before, after] = [await partsOf(name), await partsOf(next)];
  const statements = [
    renameIndex(schema, name, besideName(name, "old")),
    renameIndex(schema, next, name),
    ...(await partRenames(client, before, after, name)),
  ];
  await underBriefLock(client, statements, options);
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
    if (old !== undefined) statements.push(renameIndex(old.schema, old.name, besideName(old.name, "old")));
    statements.push(renameIndex(part.schema, part.name, wanted));
  }
  return statements;
}

const isTaken = `
  SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = $1 AND c.relname = $2) AS taken`;
