import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { hasRows } from "../../../sql/has-rows.ts";
import { preflightLimits } from "../../../sql/index/preflight/limits.ts";

/** Whether a table has rows; `undefined` where another session keeps it, or it may not be read. */
export async function isFilled(
  client: ClientBase,
  schema: string,
  table: string,
): Promise<boolean | undefined> {
  await client.query("BEGIN");
  try {
    await client.query(preflightLimits);
    return (await client.query<{ filled: boolean }>(hasRows(schema, table))).rows[0]?.filled;
  } catch (error) {
    if (!ofTheMoment.has(errorCode(error))) throw error;
    return undefined;
  } finally {
    await client.query("ROLLBACK");
  }
}

const ofTheMoment: ReadonlySet<string | undefined> = new Set([
  SqlState.lockNotAvailable,
  SqlState.queryCanceled,
  SqlState.insufficientPrivilege,
  SqlState.undefinedTable,
]);
