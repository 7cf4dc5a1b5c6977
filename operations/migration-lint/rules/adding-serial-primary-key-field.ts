import type { Rule } from "../rule.ts";
import { addedConstraints } from "../tree/alterations.ts";
import { constraintColumns, constraintName } from "../tree/constraint-words.ts";
import { nameSql } from "../tree/relation.ts";

const mend =
  "Set what it is made of NOT NULL, as adding-not-nullable-field shows, build the index CONCURRENTLY, and make the key of it.";

/** A primary key on a table in use, whether its column is new or not. */
export const addingSerialPrimaryKeyField: Rule = {
  name: "adding-serial-primary-key-field",
  level: "error",
  why: "The index of the key is built, and every row looked at for a null; until that is done, nobody can read the table or write to it.",
  check: (statement, context) =>
    addedConstraints(statement, context)
      .filter(
        ({ constraint }) => constraint.contype === "CONSTR_PRIMARY" && constraint.indexname === undefined,
      )
      .map((added) => {
        const name = constraintName(added);
        const index = nameSql(`${added.relation.relname}_pkey_idx`);
        return {
          at: added.at,
          what: `primary key ${name} is added to ${added.table}, and its index is built at once`,
          mend:
            added.column === undefined
              ? mend
              : `Add the column without the key and fill it in batches. ${mend}`,
          sql: [
            "-- no-transaction",
            `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ${index} ON ${added.table} (${constraintColumns(added)});`,
            "-- in the next migration:",
            `ALTER TABLE ${added.table} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${index};`,
          ].join("\n"),
        };
      }),
};
