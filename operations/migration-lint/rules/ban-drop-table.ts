import type { Rule } from "../rule.ts";
import { dropped } from "../tree/dropped.ts";
import { relationSql } from "../tree/relation.ts";

export const banDropTable: Rule = {
  name: "ban-drop-table",
  level: "error",
  why: "Every statement of the running version that names the table fails, and its data is gone for good.",
  upOnly: true,
  check: (statement, { known }) =>
    dropped(statement, "OBJECT_TABLE")
      .filter((table) => !known.isNewTable(table))
      .map((table) => ({
        what: `table ${relationSql(table)} is dropped`,
        mend: "First run a version that does not use it; then drop it, and say so above the statement.",
        sql: "-- pgstack-lint-ignore ban-drop-table: unused since version ...",
      })),
};
