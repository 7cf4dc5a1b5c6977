import type { ClientBase } from "pg";
import { fewestQueries, queriesOf, type RecallGoal, recallParameters } from "../../../model/recall-goal.ts";
import type { VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { countIndexed } from "../../../sql/index/vector-queries.ts";
import { type AskOptions, askExactly } from "./ask-exactly.ts";
import { askIndex } from "./ask-index.ts";
import { type CurvePoint, findValue } from "./find-value.ts";
import { sampleQuestions } from "./sample-questions.ts";
import { requireVectorIndex, valuesOf } from "./vector-index.ts";

/** What measuring an index gave. */
export interface RecallReport {
  readonly index: VectorIndexRow;
  readonly parameter: string;
  /** Rows in the index when it was measured, or as far as they were counted. */
  readonly rows: number;
  /** Queries asked; 0 when nothing was measured. */
  readonly queries: number;
  /** Why nothing was measured, as a clause; empty when it was. */
  readonly unmeasured: string;
  /** The smallest value that meets the goal; `undefined` when none does, or nothing was measured. */
  readonly value: number | undefined;
  readonly curve: readonly CurvePoint[];
}

export interface MeasureRecallOptions extends Pick<AskOptions, "signal"> {
  readonly schema: string;
  readonly name: string;
  readonly goal: Omit<RecallGoal, "roles">;
  /** Values to measure beside those of the search, such as what roles begin with. @default none */
  readonly also?: readonly number[];
  /** Time for the exact scans, in milliseconds. @default ten minutes */
  readonly timeLimit?: number;
  readonly report?: ((message: string) => void) | undefined;
}

/**
 * Measures an index's recall and finds the smallest value of its parameter that meets the goal.
 * @throws UserError when the index is missing, INVALID or not used, or when exact scans take too long
 */
export async function measureRecall(
  client: ClientBase,
  options: MeasureRecallOptions,
): Promise<RecallReport> {
  const { goal, also = [], timeLimit = 600_000, signal, report = () => undefined } = options;
  const index = await requireVectorIndex(client, options.schema, options.name);
  const { parameter } = recallParameters[index.method];
  const { k, atLeast, from, seed = 1 } = goal;
  const asked = queriesOf(goal);
  const unmeasured = (rows: number, why: string): RecallReport => {
    return { index, parameter, rows, queries: 0, unmeasured: why, value: undefined, curve: [] };
  };
  if (index.row_security) return unmeasured(0, "row security keeps the table's rows from the administrator");
  const least = leastRows(goal);
  const { rows: counted } = await client.query<{ rows: number }>(countIndexed(index), [2 ** 53]);
  const rows = counted[0]?.rows ?? 0;
  if (rows < least) return unmeasured(rows, tooFew(rows, least));

  const sample = { queries: asked, seed, from, signal, report };
  const questions = await sampleQuestions(client, index, sample);
  const fewest = fewestQueries(atLeast);
  if (questions.length < fewest)
    return unmeasured(rows, `${count(questions.length, "query", "queries")}, and the goal takes ${fewest}`);
  const until = Date.now() + timeLimit;
  const ask = { k, signal, report };
  const answered = await askExactly(client, index, questions, { ...ask, fewest, until });
  const measured = new Map<number, CurvePoint>();
  const measure = async (value: number) => {
    const point = measured.get(value) ?? (await askIndex(client, index, answered, value, ask));
    measured.set(value, point);
    return point;
  };
  const { value } = await findValue({ ...valuesOf(index, k), goal: atLeast, measure });
  const { most } = recallParameters[index.method];
  for (const each of also) if (Number.isInteger(each) && each >= 1 && each <= most) await measure(each);
  const curve = [...measured.values()].sort((one, other) => one.value - other.value);
  return { index, parameter, rows, queries: answered.length, unmeasured: "", value, curve };
}

/** Rows below which nothing is measured: so few are searched one by one as fast, and say nothing of many. */
export function leastRows(goal: Omit<RecallGoal, "roles">): number {
  return Math.max(1000, 20 * goal.k, goal.from === undefined ? queriesOf(goal) : 0);
}

/** `12 rows, and measuring takes 1,000`. */
export function tooFew(rows: number, least: number): string {
  return `${count(rows, "row", "rows")}, and measuring takes ${least.toLocaleString("en")}`;
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
