import type { ClientBase } from "pg";
import type { VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { nearestKeys, sampleQuery, sampleRows } from "../../../sql/index/vector-queries.ts";
import type { AskOptions } from "./ask-exactly.ts";
import { movedVector } from "./moved-vector.ts";
import { random } from "./random.ts";
import { readOnly } from "./read-only.ts";
import type { Question } from "./recall-of.ts";

export interface SampleOptions extends Pick<AskOptions, "signal" | "report"> {
  readonly queries: number;
  readonly seed: number;
  readonly from?: string | undefined;
}

/** Queries of one transaction. */
const batch = 100;

/** A neighbour that the index misses would move a row by far too much: it is to look as far as it can. */
const thorough = { enable_seqscan: "off", enable_sort: "off", "hnsw.ef_search": 1000 };

/**
 * Queries to measure with, the same for the same seed and the same rows: those of the application where they are given, else rows.
 *
 * The lists of an ivfflat index hardly depend on one row: it is asked as it is, for its neighbours without itself. In an hnsw index links
 * lead from a row to its neighbours, so that its own vector is far easier than a new one: it is moved. Bits and sparse vectors
 * cannot be moved and stay as they are.
 */
export async function sampleQuestions(
  client: ClientBase,
  index: VectorIndexRow,
  { queries, seed, from, signal, report }: SampleOptions,
): Promise<Question[]> {
  if (from !== undefined) {
    const ask = () => client.query<Question>(sampleQuery(from, index), [queries, seed]);
    return (await readOnly(client, {}, ask)).rows;
  }
  report(`recall of ${index.name}: choosing ${queries} rows`);
  const { rows } = await readOnly(client, {}, () =>
    client.query<{ row: string; vector: string }>(sampleRows(index), [queries, seed]),
  );
  if (index.method === "ivfflat" || !["vector", "halfvec"].includes(index.typename))
    return rows.map(({ row, vector }) => ({ vector, self: row }));
  const next = random(seed);
  const angular = /_(cosine|ip)_ops$/.test(index.opclass);
  const questions: Question[] = [];
  while (questions.length < rows.length) {
    await readOnly(client, thorough, async () => {
      for (const { vector } of rows.slice(questions.length, questions.length + batch)) {
        signal?.throwIfAborted();
        const near = await client.query<{ vector: string }>(nearestKeys(index), [vector, 2]);
        const other = near.rows.find((each) => each.vector !== vector)?.vector ?? vector;
        questions.push({ vector: text(movedVector(numbers(vector), numbers(other), angular, next)) });
      }
    });
  }
  return questions;
}

/** pgvector's own text of a vector: `[1,2,3]`. */
function numbers(vector: string): number[] {
  return vector.slice(1, -1).split(",").map(Number);
}

function text(vector: readonly number[]): string {
  return `[${vector.join(",")}]`;
}
