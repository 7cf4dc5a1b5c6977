import type { Rule } from "../rule.ts";
import { addedConstraints } from "../tree/alterations.ts";
import { constraintName } from "../tree/constraint-words.ts";

/** PostgreSQL can neither add one NOT VALID nor make one of an index that is there. */
export const addingExclusionConstraint: Rule = {
  name: "adding-exclusion-constraint",
  level: "error",
  why: "Its index is built and every pair of rows that overlaps is looked at; until that is done, nobody can read the table or write to it.",
  check: (statement, context) =>
    addedConstraints(statement, context)
      .filter(({ constraint }) => constraint.contype === "CONSTR_EXCLUSION")
      .map((added) => ({
        at: added.at,
        what: `exclusion constraint ${constraintName(added)} is added to ${added.table}`,
        mend: "Make a table that has it from the start, write to both, copy the rows in batches, and change over. There is no shorter way.",
      })),
};
