/** What the lint finds in a statement of ours, and why it may stand. */
const reasons = {
  "ban-drop-column": "no client uses this name any more",
  "role-or-privilege": "a copy has the privileges of its column",
  "prefer-declared-index": "it goes with the copy of the column",
  "unbatched-backfill": "this way back blocks the table, as said above",
  "constraint-missing-not-valid": "this way back blocks the table, as said above",
  "require-concurrent-index-creation": "this way back blocks the table, as said above",
  "changing-column-type": "this way back blocks the table, as said above",
} as const;

/** A statement below the comment that has the lint pass over these rules; they have one reason. */
export function allow(rules: readonly (keyof typeof reasons)[], statement: string): string {
  const [first] = rules;
  return first === undefined
    ? statement
    : `-- pgstack-lint-ignore ${rules.join(", ")}: ${reasons[first]}\n${statement}`;
}
