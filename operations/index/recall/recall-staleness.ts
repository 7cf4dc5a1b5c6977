import type { ClientBase } from "pg";
import { errorCode } from "../../../db/error-codes.ts";
import { fewestQueries, type RecallGoal } from "../../../model/recall-goal.ts";
import { countIndexed, countQuery } from "../../../sql/index/vector-queries.ts";
import { builtAgain } from "./built-again.ts";
import { leastRows } from "./measure-recall.ts";
import { readOnly } from "./read-only.ts";
import { findVectorIndex } from "./vector-index.ts";

/** What is remembered of a measurement, to tell whether it still says anything. */
export interface Measurement {
  readonly schema: string;
  readonly name: string;
  readonly goal: Omit<RecallGoal, "roles">;
  readonly rows: number;
  /** Of the table, in bytes. */
  readonly bytes: number;
  readonly incarnation: string;
  /** False when there was nothing to measure. */
  readonly measured: boolean;
}

/** What a table may grow by before what was measured of it says nothing any more. */
const growth = 1.5;

/**
 * Why an index has to be measured again, a clause each: it was built again, its table has grown by half, or rows or
 * queries came where there were too few. A table that takes no more room than it did is not counted. `undefined` when there is no such index.
 */
export async function recallStaleness(client: ClientBase, then: Measurement): Promise<string[] | undefined> {
  const index = await findVectorIndex(client, then.schema, then.name);
  if (index === undefined) return undefined;
  // Whoever finds it INVALID builds it again, and it is measured after that.
  if (!index.valid || index.row_security) return [];
  if (builtAgain(then.incarnation, index.incarnation))
    return [
      then.measured ? "the index was built again since its recall was measured" : "the index was built again",
    ];
  if (then.measured && Number(index.bytes) <= then.bytes * growth) return [];
  const needed = then.measured ? Math.ceil(then.rows * growth) + 1 : leastRows(then.goal);
  const { rows } = await client.query<{ rows: number }>(countIndexed(index), [needed]);
  if ((rows[0]?.rows ?? 0) < needed) return [];
  if (then.measured)
    return [`the table has grown by half since it had ${then.rows.toLocaleString("en")} rows`];
  const fewest = fewestQueries(then.goal.atLeast);
  if (!(await hasQueries(client, then.goal.from, fewest))) return [];
  return [
    then.goal.from === undefined || then.rows < needed
      ? `the index has rows to measure now, ${needed.toLocaleString("en")} or more`
      : `there are queries to measure with now, ${fewest.toLocaleString("en")} or more`,
  ];
}

/** Whether the application has as many queries; where it gives none, rows are asked, and those are there. */
async function hasQueries(client: ClientBase, from: string | undefined, fewest: number): Promise<boolean> {
  if (from === undefined) return true;
  try {
    const count = () => client.query<{ queries: number }>(countQuery(from), [fewest]);
    return ((await readOnly(client, {}, count)).rows[0]?.queries ?? 0) >= fewest;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    // What is wrong with them is said by the update, which asks them.
    return true;
  }
}
