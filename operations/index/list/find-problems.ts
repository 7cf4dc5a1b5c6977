import type { IndexFinding, IndexProblem } from "./index-finding.ts";
import type { ListedFacts } from "./listed-facts.ts";
import { brokenIndexes } from "./problems/broken.ts";
import { missingIndexes } from "./problems/missing.ts";
import { superfluousIndexes } from "./problems/superfluous.ts";
import { foreignKeysWithout } from "./problems/unindexed-foreign-keys.ts";
import { unusedIndexes } from "./problems/unused.ts";

/** In this order they are told: what is broken, what is missing, what is too much. */
const order: readonly IndexProblem[] = [
  "invalid",
  "leftover",
  "missing",
  "foreign-key",
  "duplicate",
  "covered",
  "unused",
];

/** Everything that is the matter, each index once: what is superfluous is not called unused too. */
export function findProblems(facts: ListedFacts): IndexFinding[] {
  const found = [
    ...brokenIndexes(facts),
    ...missingIndexes(facts),
    ...foreignKeysWithout(facts),
    ...superfluousIndexes(facts),
    ...unusedIndexes(facts),
  ];
  const first = new Map<string, IndexFinding>();
  for (const finding of found) {
    const key = `${finding.schema}.${finding.name}`;
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()].toSorted(
    (one, other) => order.indexOf(one.problem) - order.indexOf(other.problem),
  );
}
