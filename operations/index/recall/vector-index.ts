import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import { recallParameters } from "../../../model/recall-goal.ts";
import { readVectorIndex, type VectorIndexRow } from "../../../sql/index/read-vector-index.ts";

/** The vector index of this name, or `undefined`. */
export async function findVectorIndex(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<VectorIndexRow | undefined> {
  return (await client.query<VectorIndexRow>(readVectorIndex, [schema, name])).rows[0];
}

/**
 * The vector index of this name, ready to be asked.
 * @throws UserError when it is not there, or INVALID
 */
export async function requireVectorIndex(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<VectorIndexRow> {
  const index = await findVectorIndex(client, schema, name);
  const where = `index ${schema}.${name}`;
  if (index === undefined) throw new UserError("there is no hnsw or ivfflat index of this name", { where });
  if (index.valid) return index;
  throw new UserError("it is INVALID: a build of it failed, and no query uses it", {
    where,
    mend: "Run `npx pgstack up --refresh`, which builds it again.",
  });
}

/** A storage parameter of an index as the catalog has it, or pgvector's default. */
export function storageOf(index: Pick<VectorIndexRow, "storage">, name: keyof typeof defaults): number {
  const entry = index.storage.find((each) => each.startsWith(`${name}=`));
  return entry === undefined ? defaults[name] : Number(entry.slice(name.length + 1));
}

/** pgvector's README, "HNSW" and "IVFFlat". */
const defaults = { m: 16, ef_construction: 64, lists: 100 };

/**
 * Values that are worth trying. `hnsw.ef_search` is also how many rows a query gets at most: one below pgvector's own would cut
 * answers that are whole today.
 */
export function valuesOf(index: VectorIndexRow, k: number): { least: number; most: number } {
  const { usual, most } = recallParameters[index.method];
  if (index.method === "ivfflat") return { least: usual, most: Math.min(most, storageOf(index, "lists")) };
  return { least: Math.max(usual, k), most };
}
