import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { nameSql } from "../tree/relation.ts";

/** Where a valid CHECK proves it, PostgreSQL does not look at the rows. */
export const addingNotNullableField: Rule = {
  name: "adding-not-nullable-field",
  level: "error",
  why: "Every row is looked at for a null; until that is done, nobody can read the table or write to it.",
  check: (statement, context) =>
    alterations(statement, context)
      .filter(({ command }) => command.subtype === "AT_SetNotNull")
      .filter(({ relation, command }) => !context.known.provesNotNull(relation, command.name ?? ""))
      .map(({ relation, table, command, at }) => {
        const column = nameSql(command.name ?? "");
        const check = nameSql(`${relation.relname}_${command.name}_not_null`);
        return {
          at,
          what: `column ${column} of ${table} is set NOT NULL, and no valid CHECK proves that it is`,
          mend: "Add a CHECK that is NOT VALID, validate it in the migration after, and set NOT NULL then.",
          sql: [
            `ALTER TABLE ${table} ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID;`,
            "-- in the next migration:",
            `ALTER TABLE ${table} VALIDATE CONSTRAINT ${check};`,
            `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`,
            `ALTER TABLE ${table} DROP CONSTRAINT ${check};`,
          ].join("\n"),
        };
      }),
};
