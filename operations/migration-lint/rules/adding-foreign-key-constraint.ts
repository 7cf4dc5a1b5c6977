import type { Rule } from "../rule.ts";
import { type AddedConstraint, addedConstraints } from "../tree/alterations.ts";
import { constraintColumns, constraintName, referenceSql } from "../tree/constraint-words.ts";

/** A new column that holds nothing but nulls is not looked at: there is no row whose reference could be wrong. */
export const addingForeignKeyConstraint: Rule = {
  name: "adding-foreign-key-constraint",
  level: "error",
  why: "Every row is compared with the other table; until that is done, nobody can write to either of the two.",
  check: (statement, context) =>
    addedConstraints(statement, context)
      .filter(({ constraint }) => constraint.contype === "CONSTR_FOREIGN" && !constraint.skip_validation)
      .filter(({ column }) => column === undefined || column.has("CONSTR_DEFAULT"))
      .map((added) => {
        const name = constraintName(added);
        return {
          at: added.at,
          what: `foreign key ${name} is added to ${added.table} and checked at once`,
          mend: "Add it NOT VALID, and validate it in the migration after.",
          sql: `${foreignKey(added, name)} NOT VALID;\n-- in the next migration:\nALTER TABLE ${added.table} VALIDATE CONSTRAINT ${name};`,
        };
      }),
};

function foreignKey(added: AddedConstraint, name: string): string {
  const columns = constraintColumns(added);
  return `ALTER TABLE ${added.table} ADD CONSTRAINT ${name} FOREIGN KEY (${columns}) ${referenceSql(added.constraint)}`;
}
