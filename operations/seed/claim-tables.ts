import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import { lockTables } from "../../sql/demo-data/table-statements.ts";
import { datasetOf } from "./dataset-of.ts";
import { type DemoDataState, demoDataState } from "./demo-data-state.ts";

/** Longest wait for the tables, in milliseconds. */
const lockTimeout = 10_000;

/**
 * Keeps everybody else out of a schema's demo tables until the end of the transaction, and says what is in them.
 * @throws UserError when a table is not there or in use, or holds rows that are not demo data
 */
export async function claimTables(client: ClientBase, schema: string): Promise<DemoDataState> {
  const { missing } = await demoDataState(client, schema);
  if (missing.length > 0) {
    throw new UserError(`there is no table ${missing.join(", ")}`, {
      where: `schema ${schema}`,
      mend: "Apply the migrations first: `npm run up` does.",
    });
  }
  const names = datasetOf(schema).map(({ name }) => name);
  await client.query(`SET LOCAL lock_timeout = ${lockTimeout}`);
  await client.query(lockTables(schema, names)).catch((error: unknown) => {
    throw errorCode(error) === SqlState.lockNotAvailable ? tablesInUse(schema, error) : error;
  });

  const state = await demoDataState(client, schema);
  if (state.foreign.length > 0) {
    throw new UserError(`rows that are not demo data would be lost: in ${state.foreign.join(", ")}`, {
      where: `schema ${schema}`,
      mend: "Delete them first if they may go, or switch the demo data off in the stack's configuration.",
    });
  }
  return state;
}

function tablesInUse(schema: string, cause: unknown): UserError {
  return new UserError(`the tables are in use: no lock within ${lockTimeout / 1_000} s`, {
    where: `schema ${schema}`,
    mend: "End the transactions that use them, then try again.",
    cause,
  });
}
