import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import { recallParameters } from "../../../model/recall-goal.ts";
import type { VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { nearest } from "../../../sql/index/vector-queries.ts";
import type { AskOptions } from "./ask-exactly.ts";
import type { CurvePoint } from "./find-value.ts";
import { lowerBound } from "./lower-bound.ts";
import { readOnly } from "./read-only.ts";
import { type AnsweredQuestion, type Neighbour, recallOf } from "./recall-of.ts";

/** The index answers, though another plan may be cheaper on a small table. */
const byIndex = { enable_seqscan: "off", enable_sort: "off", enable_bitmapscan: "off", jit: "off" };

/** Queries of one transaction. */
const batch = 100;

/**
 * Asks the index, with one value of its parameter, what exact scans have answered. Whatever else the session sets, such as
 * `hnsw.iterative_scan`, stays.
 *
 * @throws UserError when the planner takes another index
 */
export async function askIndex(
  client: ClientBase,
  index: VectorIndexRow,
  questions: readonly AnsweredQuestion[],
  value: number,
  { k, signal, report }: AskOptions,
): Promise<CurvePoint> {
  const { parameter } = recallParameters[index.method];
  const settings = { ...byIndex, [parameter]: value };
  const sql = nearest(index);
  const recalls: number[] = [];
  let milliseconds = 0;
  while (recalls.length < questions.length) {
    const from = recalls.length;
    report(`recall of ${index.name}: ${parameter} ${value}, ${from} of ${questions.length} queries`);
    await readOnly(client, settings, async () => {
      if (from === 0) await requireIndex(client, index, questions[0]?.vector ?? "", k);
      for (const question of questions.slice(from, from + batch)) {
        signal?.throwIfAborted();
        const began = performance.now();
        // Its own row is left out of an answer, and must not cost it one of its places.
        const limit = question.self === undefined ? k : k + 1;
        const { rows } = await client.query<Neighbour>(sql, [question.vector, limit]);
        milliseconds += performance.now() - began;
        recalls.push(recallOf(question, rows, k));
      }
    });
  }
  const recall = recalls.reduce((sum, each) => sum + each, 0) / recalls.length;
  return { value, recall, atLeast: lowerBound(recalls), milliseconds: milliseconds / recalls.length };
}

/** A plan as EXPLAIN prints it. */
interface Plan {
  readonly "Index Name"?: string;
  readonly Plans?: readonly Plan[];
}

async function requireIndex(
  client: ClientBase,
  index: VectorIndexRow,
  vector: string,
  k: number,
): Promise<void> {
  const { rows } = await client.query<{ "QUERY PLAN": readonly [{ readonly Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON) ${nearest(index)}`,
    [vector, k],
  );
  const used = rows[0] === undefined ? [] : indexesOf(rows[0]["QUERY PLAN"][0].Plan);
  if (used.length > 0 && used.every((name) => index.names.includes(name))) return;
  const others = [...new Set(used)].filter((name) => !index.names.includes(name));
  throw new UserError(
    others.length === 0
      ? "no query is answered by it: the planner finds no way to use it"
      : `no query is answered by it: the planner takes ${others.join(", ")}, which is on the same vectors`,
    {
      where: `index ${index.schema}.${index.name}`,
      mend: "Measure the one that is used, and drop the other: it only costs writes.",
    },
  );
}

function indexesOf(plan: Plan): string[] {
  const own = plan["Index Name"];
  return [...(own === undefined ? [] : [own]), ...(plan.Plans ?? []).flatMap(indexesOf)];
}
