import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { nameSql } from "../tree/relation.ts";

export const banDropNotNull: Rule = {
  name: "ban-drop-not-null",
  level: "warning",
  why: "The running version does not expect a null there, and fails when it reads the first one.",
  upOnly: true,
  check: (statement, context) =>
    alterations(statement, context)
      .filter(({ command }) => command.subtype === "AT_DropNotNull")
      .map(({ table, command, at }) => ({
        at,
        what: `column ${nameSql(command.name ?? "")} of ${table} may become null`,
        mend: "First run a version that bears a null; then say so above the statement.",
        sql: "-- pgstack-lint-ignore ban-drop-not-null: nulls are borne since version ...",
      })),
};
