/**
 * How much of the true answer a vector index has to find. Recall is the part of the `k` nearest rows that are among its
 * answer, over many queries; a row at the same distance as the k-th one counts like it.
 *
 * `up` measures the built index against exact scans, takes the smallest `hnsw.ef_search` or `ivfflat.probes` that meets the goal
 * with a certainty of 99 %, and makes it a setting of the roles that search. Queries with a filter of their own are not measured:
 * how much an index finds of them depends on the filter.
 */
export interface RecallGoal {
  /** How many nearest rows a query asks for: the largest LIMIT in use. 1 to 1000. */
  readonly k: number;
  /** The part that has to be found, below 1: 0.95 is 19 of 20. */
  readonly atLeast: number;
  /**
   * Queries asked; each is one exact scan of the table. More of them leave less to chance, and so allow a smaller value.
   * @default 20 / (1 - atLeast), and 200 to 1000: 400 for 0.95
   */
  readonly queries?: number;
  /**
   * SQL whose only column is the vectors that are asked for, such as `SELECT embedding FROM rag.searches`, as the index's key has
   * them. Queries of the application say more than any that are made up.
   * @default rows of the table without themselves; for hnsw each is moved as far as its next neighbour is away
   */
  readonly from?: string;
  /** Roles whose sessions begin with the value. @default every role that logs in and may SELECT the table */
  readonly roles?: readonly string[];
  /** Another seed takes other rows. 0 to 2^31 - 1. @default 1 */
  readonly seed?: number;
}

/** Access methods whose answers are approximate: the parameter that says how far they look, and pgvector's own value of it. */
export const recallParameters = {
  hnsw: { parameter: "hnsw.ef_search", usual: 40, most: 1000 },
  ivfflat: { parameter: "ivfflat.probes", usual: 1, most: 32_768 },
} as const;

export type RecallMethod = keyof typeof recallParameters;

/** Queries asked where the goal does not say. */
export function queriesOf({ atLeast, queries }: Pick<RecallGoal, "atLeast" | "queries">): number {
  const usual = Math.min(1000, Math.max(200, over(20, atLeast)));
  return queries ?? Math.max(usual, fewestQueries(atLeast));
}

/**
 * Queries with which a goal can be shown to be met at all, all of them answered in full: what is known of a part falls short
 * of it by about 5.3 / queries.
 */
export function fewestQueries(atLeast: number): number {
  return over(5.3, atLeast);
}

/** A number over the part that may be missed, rounded up; 1 - 0.9 is a little less than 0.1. */
function over(number: number, atLeast: number): number {
  return Math.ceil(Number((number / (1 - atLeast)).toFixed(6)));
}
