import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { nearest } from "../../../sql/index/vector-queries.ts";
import { readOnly } from "./read-only.ts";
import { type AnsweredQuestion, answerOf, type Neighbour, type Question } from "./recall-of.ts";

/** No index of any kind: every row is looked at. Compiling a statement takes longer than it saves. */
const exact = { enable_indexscan: "off", enable_indexonlyscan: "off", enable_bitmapscan: "off", jit: "off" };

/** Queries of one transaction. */
const batch = 10;

export interface AskOptions {
  readonly k: number;
  readonly signal?: AbortSignal | undefined;
  readonly report: (message: string) => void;
}

export interface AskExactlyOptions extends AskOptions {
  /** Answers that are needed; more are taken as long as there is time. */
  readonly fewest: number;
  /** When there is no more time, by `Date.now()`. */
  readonly until: number;
}

/**
 * Answers questions by exact scans, in parallel where the server can. What there is no time for is left out.
 * @throws UserError when there is no time for as many as are needed
 */
export async function askExactly(
  client: ClientBase,
  index: VectorIndexRow,
  questions: readonly Question[],
  { k, signal, report, fewest, until }: AskExactlyOptions,
): Promise<AnsweredQuestion[]> {
  const sql = nearest(index);
  const answered: AnsweredQuestion[] = [];
  const began = Date.now();
  while (answered.length < questions.length) {
    if (Date.now() > until && answered.length >= fewest) break;
    if (Date.now() > until) throw tooSlow(index, answered.length, { fewest, began });
    report(`recall of ${index.name}: ${answered.length} of ${questions.length} queries answered exactly`);
    await readOnly(client, exact, async () => {
      for (const question of questions.slice(answered.length, answered.length + batch)) {
        signal?.throwIfAborted();
        const { rows } = await client.query<Neighbour>(sql, [question.vector, k + 1]);
        const answer = answerOf(question, rows, k);
        answered.push({ ...question, count: answer.length, farthest: answer.at(-1)?.distance ?? 0 });
      }
    });
  }
  return answered;
}

function tooSlow(
  { schema, name }: VectorIndexRow,
  answered: number,
  { fewest, began }: { readonly fewest: number; readonly began: number },
): UserError {
  const each = (Date.now() - began) / 1000 / Math.max(1, answered);
  return new UserError(
    `its recall could not be measured in time: ${answered} exact scans of ${each.toFixed(1)} s each, and the goal takes ${fewest}`,
    {
      where: `index ${schema}.${name}`,
      mend: "Ask for a lower recall (`atLeast`), which fewer queries can show, or give the server more parallel workers (max_parallel_workers_per_gather).",
    },
  );
}
