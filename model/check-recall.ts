import type { IndexDefinition } from "./index-definition.ts";
import { fewestQueries, type RecallGoal, recallParameters } from "./recall-goal.ts";

const fields: readonly string[] = ["k", "atLeast", "queries", "from", "roles", "seed"];

/** What is wrong with a goal, whatever index it is of: a sentence each. */
export function checkRecallGoal(goal: RecallGoal): string[] {
  const { k, atLeast, queries, from, seed } = goal;
  const mistakes = Object.keys(goal)
    .filter((field) => !fields.includes(field))
    .map((field) => `"${field}" is none of ${fields.join(", ")}`);
  if (!isWhole(k, 1, 1000)) mistakes.push(`k is ${k}; it is a number of rows, 1 to 1000`);
  if (!(atLeast > 0 && atLeast < 1))
    return [
      ...mistakes,
      `atLeast is ${atLeast}; it is above 0 and below 1: that nothing is ever missed, no sample of queries can show`,
    ];
  const fewest = fewestQueries(atLeast);
  if (fewest > 10_000)
    mistakes.push(`atLeast is ${atLeast}, which takes ${fewest} queries to show; 0.9994 is the most`);
  if (queries !== undefined && !isWhole(queries, 1, 10_000))
    mistakes.push(`queries is ${queries}; it is a whole number, 1 to 10000`);
  else if (queries !== undefined && queries < fewest)
    mistakes.push(
      `${queries} queries cannot show a recall of ${atLeast}, however well they are answered: it takes ${fewest}`,
    );
  if (from !== undefined && from.trim() === "") mistakes.push("from is empty");
  if (seed !== undefined && !isWhole(seed, 0, 2 ** 31 - 1))
    mistakes.push(`seed is ${seed}; it is a whole number, 0 to ${2 ** 31 - 1}`);
  return mistakes;
}

/** What is wrong with the goal of a declared index; its roles are the model's to know. */
export function checkRecall({ method = "btree", recall }: IndexDefinition): string[] {
  if (recall === undefined) return [];
  if (!(method in recallParameters))
    return [`an index of method ${method} always finds everything: recall is of hnsw and ivfflat`];
  return checkRecallGoal(recall);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
