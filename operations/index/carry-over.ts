import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import {
  type CarriedOver,
  clusterOn,
  commentOnIndex,
  readCarriedOver,
  readIndexExpressions,
  replicaIdentityBy,
  setIndexStatistics,
} from "../../sql/index/carried-over.ts";

/**
 * What the index that takes another one's place has to have beside its definition. What its table is said to do by it stays
 * behind with that table.
 *
 * @param table the one that the old index is on
 * @throws UserError when another one cannot take its place
 */
export async function carriedOver(
  client: ClientBase,
  schema: string,
  declared: IndexDefinition,
  table: string,
): Promise<CarriedOver> {
  const { rows } = await client.query<CarriedOver>(readCarriedOver, [schema, declared.name]);
  const [found] = rows;
  if (found === undefined) throw new Error(`index ${schema}.${declared.name} is gone while it is changed`);
  const where = `index ${schema}.${declared.name}`;
  if (found.foreignKeys.length > 0) {
    throw new UserError(
      `it cannot be replaced: the foreign key ${found.foreignKeys.join(", ")} stands on it`,
      {
        where,
        mend: "Declare the changed index under another name beside it, and leave this one as it is.",
      },
    );
  }
  if (found.replicaIdentity && (table !== declared.table || !canIdentify(declared))) {
    throw new UserError("it is the replica identity of its table, and the changed one could not be", {
      where,
      mend: "Keep it unique, on columns alone and without WHERE; or give the table another REPLICA IDENTITY first.",
    });
  }
  return { ...found, clustered: found.clustered && table === declared.table };
}

function canIdentify({ unique, where, keys }: IndexDefinition): boolean {
  return unique === true && where === undefined && keys.every(({ column }) => column !== undefined);
}

/** Gives the new index, under the name it was built with, the comment and the statistics targets of the old one. */
export async function carryOver(
  client: ClientBase,
  schema: string,
  name: string,
  { comment, statistics }: CarriedOver,
): Promise<void> {
  if (comment !== null) await client.query(commentOnIndex(schema, name, comment));
  if (statistics.length === 0) return;
  const { rows } = await client.query<{ number: number; expression: string }>(readIndexExpressions, [
    schema,
    name,
  ]);
  for (const { number, expression } of rows) {
    const target = statistics.find((each) => each.expression === expression)?.target;
    if (target !== undefined) await client.query(setIndexStatistics(schema, name, number, target));
  }
}

/** What is said of a table by its index's name: in the transaction that swaps the names. */
export function tableMarks(
  schema: string,
  { table, name }: IndexDefinition,
  { clustered, replicaIdentity }: CarriedOver,
): string[] {
  return [
    ...(clustered ? [clusterOn(schema, table, name)] : []),
    ...(replicaIdentity ? [replicaIdentityBy(schema, table, name)] : []),
  ];
}
