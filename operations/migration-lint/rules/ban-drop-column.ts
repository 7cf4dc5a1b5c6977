import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { nameSql } from "../tree/relation.ts";

export const banDropColumn: Rule = {
  name: "ban-drop-column",
  level: "error",
  why: "Every statement of the running version that names the column fails, and its data is gone for good.",
  upOnly: true,
  check: (statement, context) =>
    alterations(statement, context)
      .filter(({ command }) => command.subtype === "AT_DropColumn")
      .map(({ table, command, at }) => ({
        at,
        what: `column ${nameSql(command.name ?? "")} of ${table} is dropped`,
        mend: "First run a version that does not use it; then drop it, and say so above the statement.",
        sql: "-- pgstack-lint-ignore ban-drop-column: unused since version ...",
      })),
};
