import type { LintContext, Problem, Rule } from "../rule.ts";
import type { Statement } from "../statement.ts";
import { type Alteration, addedConstraints, alterations } from "../tree/alterations.ts";
import { constraintName } from "../tree/constraint-words.ts";
import { exclusivelyLocked } from "../tree/exclusively-locked.ts";
import { nameSql, type Relation, relationKey } from "../tree/relation.ts";

/** CHECK constraints; foreign keys have a rule of their own. VALIDATE wins nothing once the transaction has locked the table. */
export const constraintMissingNotValid: Rule = {
  name: "constraint-missing-not-valid",
  level: "error",
  why: "Every row is checked while a lock is held that lets nobody read the table or write to it.",
  check: (statement, context) => {
    const added: Problem[] = addedConstraints(statement, context)
      .filter(({ constraint }) => constraint.contype === "CONSTR_CHECK" && !constraint.skip_validation)
      .map((check) => {
        const name = constraintName(check);
        return {
          at: check.at,
          what: `constraint ${name} is added to ${check.table} and checked at once`,
          mend: "Add it NOT VALID, and validate it in the migration after.",
          sql: `ALTER TABLE ${check.table} ADD CONSTRAINT ${name} CHECK (...) NOT VALID;\n-- in the next migration:\nALTER TABLE ${check.table} VALIDATE CONSTRAINT ${name};`,
        };
      });
    const validated: Problem[] = alterations(statement, context)
      .filter(({ command }) => command.subtype === "AT_ValidateConstraint")
      .filter((alteration) => context.inTransaction && isLocked(alteration, statement, context))
      .map(({ table, command, at }) => ({
        at,
        what: `constraint ${nameSql(command.name ?? "")} of ${table} is validated in a transaction that has locked the table before`,
        mend: "Move VALIDATE CONSTRAINT to a migration of its own: a lock is kept until the end.",
        sql: `-- in the next migration:\nALTER TABLE ${table} VALIDATE CONSTRAINT ${nameSql(command.name ?? "")};`,
      }));
    return [...added, ...validated];
  },
};

/** Whether an earlier statement, or another command of this one, keeps others from writing to the table. */
function isLocked({ relation }: Alteration, statement: Statement, context: LintContext): boolean {
  const key = (each: Relation) => relationKey(each, context.schema);
  return [...context.earlier, statement].some((each) =>
    [
      ...exclusivelyLocked(each, context),
      ...addedConstraints(each, context).map((constraint) => constraint.relation),
    ].some((locked) => key(locked) === key(relation)),
  );
}
