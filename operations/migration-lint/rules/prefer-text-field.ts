import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

export const preferTextField: Rule = {
  name: "prefer-text-field",
  level: "warning",
  why: "A length in the type can be made longer at once and shorter only by reading all rows under a lock; in a CHECK it can be changed either way.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type }) => type.name === "varchar" && type.modifiers.length > 0)
      .map(({ name, typeSql, type, at }) => ({
        at,
        what: `column ${name} has type ${typeSql}`,
        mend: "Use text, with a CHECK where the length matters.",
        sql: `${name} text CHECK (length(${name}) <= ${type.modifiers[0]})`,
      })),
};
