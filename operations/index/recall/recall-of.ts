/** A row of an answer. */
export interface Neighbour {
  /** Which row it is; the same row has the same text in every answer. */
  readonly row: string;
  readonly distance: number;
}

/** A query, and where its answer ends. */
export interface Question {
  readonly vector: string;
  /** The row that is asked for its neighbours: it is none of its own. */
  readonly self?: string;
}

/** A question with the distance of its k-th neighbour, by an exact scan. */
export interface AnsweredQuestion extends Question {
  /** How many rows the exact answer has: k, or all there are. */
  readonly count: number;
  readonly farthest: number;
}

/** Rows of an answer without the one that is asked for its neighbours, k at most. */
export function answerOf({ self }: Question, rows: readonly Neighbour[], k: number): Neighbour[] {
  return rows.filter(({ row }) => row !== self).slice(0, k);
}

/**
 * The part of the exact answer that another one has. Any row at the distance of the farthest one is as good as that one: which of
 * them an exact scan returns is by chance.
 */
export function recallOf(question: AnsweredQuestion, rows: readonly Neighbour[], k: number): number {
  if (question.count === 0) return 1;
  const found = answerOf(question, rows, k).filter(({ distance }) => distance <= question.farthest);
  return Math.min(found.length, question.count) / question.count;
}
