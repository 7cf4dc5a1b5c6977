import type { Rule } from "../rule.ts";
import { addedConstraints } from "../tree/alterations.ts";
import { constraintColumns, constraintName } from "../tree/constraint-words.ts";
import { nameSql } from "../tree/relation.ts";

/** A unique constraint on a table in use, unless an index is there that it is made of. */
export const disallowedUniqueConstraint: Rule = {
  name: "disallowed-unique-constraint",
  level: "error",
  why: "Its index is built; until that is done, nobody can read the table or write to it.",
  check: (statement, context) =>
    addedConstraints(statement, context)
      .filter(
        ({ constraint }) => constraint.contype === "CONSTR_UNIQUE" && constraint.indexname === undefined,
      )
      .map((added) => {
        const name = constraintName(added);
        const index = nameSql(`${name.replaceAll('"', "")}_idx`);
        return {
          at: added.at,
          what: `unique constraint ${name} is added to ${added.table}, and its index is built at once`,
          mend: "Build the index CONCURRENTLY, and make the constraint of it in the migration after. Or declare a unique index in model/database.ts, which needs no migration.",
          sql: [
            "-- no-transaction",
            `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ${index} ON ${added.table} (${constraintColumns(added)});`,
            "-- in the next migration:",
            `ALTER TABLE ${added.table} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${index};`,
          ].join("\n"),
        };
      }),
};
