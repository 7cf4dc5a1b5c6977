import type { Problem, Rule } from "../rule.ts";
import { addedConstraints, alterations } from "../tree/alterations.ts";
import { constraintName } from "../tree/constraint-words.ts";
import { nameSql } from "../tree/relation.ts";

/** CHECK constraints; foreign keys have a rule of their own. VALIDATE in the same transaction wins nothing either. */
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
    const unvalidated = new Set(
      [...context.earlier, statement].flatMap((before) =>
        addedConstraints(before, context).map(({ table, constraint }) => `${table} ${constraint.conname}`),
      ),
    );
    const validated: Problem[] = alterations(statement, context)
      .filter(({ command }) => command.subtype === "AT_ValidateConstraint")
      .filter(({ table, command }) => context.inTransaction && unvalidated.has(`${table} ${command.name}`))
      .map(({ table, command, at }) => ({
        at,
        what: `constraint ${nameSql(command.name ?? "")} of ${table} is validated in the transaction that added it`,
        mend: "Move VALIDATE CONSTRAINT to a migration of its own: the lock that adding it took is kept until the end.",
        sql: `-- in the next migration:\nALTER TABLE ${table} VALIDATE CONSTRAINT ${nameSql(command.name ?? "")};`,
      }));
    return [...added, ...validated];
  },
};
