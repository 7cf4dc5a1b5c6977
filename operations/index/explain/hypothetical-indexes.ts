import type { ClientBase } from "pg";
import { errorCode } from "../../../db/error-codes.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { explainStatement, readHypopg } from "../../../sql/index/explain-statement.ts";
import { quoteName, quoteQualified } from "../../../sql/quote.ts";
import type { Candidate } from "./candidate-indexes.ts";
import type { Plan } from "./plan-node.ts";
import { usedIndexes } from "./sequential-scans.ts";

/** Schema that hypopg is made in where the server has it and the database has not. */
const home = "public";

/**
 * Schema of hypopg, or `undefined` where there is none. Where the server only could have it, it is made in this
 * transaction, which is to be rolled back.
 */
export async function hypopgSchema(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ schema: string | null; available: boolean }>(readHypopg);
  const { schema = null, available = false } = rows[0] ?? {};
  if (schema !== null) return schema;
  if (!available) return undefined;
  const made = await attempt(client, `CREATE EXTENSION hypopg SCHEMA ${quoteName(home)}`);
  return made === undefined ? undefined : home;
}

/**
 * What the statement would cost with the index, in the planner's units; `undefined` where hypopg cannot think of such an
 * index, `null` where the planner would not use it.
 */
export async function costWith(
  client: ClientBase,
  schema: string,
  { index, schema: of }: Candidate,
  statement: string,
  generic: boolean,
): Promise<number | null | undefined> {
  const make = createIndex(index, { schema: of, concurrently: false });
  const made = await attempt(client, `SELECT * FROM ${quoteQualified(schema, "hypopg_create_index")}($1)`, [
    make,
  ]);
  if (made === undefined) return undefined;
  const { rows } = await client.query<{ "QUERY PLAN": Plan[] }>(
    explainStatement(statement, { analyze: false, generic }),
  );
  await client.query(`SELECT ${quoteQualified(schema, "hypopg_reset")}()`);
  const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
  // Its names begin with the number it has, in pointed brackets.
  return plan !== undefined && usedIndexes(plan).some(({ name }) => name.startsWith("<"))
    ? plan["Total Cost"]
    : null;
}

/** Runs a statement; where it fails, that alone is undone. */
async function attempt(client: ClientBase, sql: string, values?: unknown[]): Promise<unknown> {
  await client.query("SAVEPOINT pgstack_attempt");
  try {
    const result = await client.query(sql, values);
    await client.query("RELEASE SAVEPOINT pgstack_attempt");
    return result;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    await client.query("ROLLBACK TO SAVEPOINT pgstack_attempt; RELEASE SAVEPOINT pgstack_attempt");
    return undefined;
  }
}
