import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

export const banCharField: Rule = {
  name: "ban-char-field",
  level: "warning",
  why: "Shorter values are filled up with blanks, which are stored, and of which comparisons and functions make different things.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type }) => type.name === "bpchar")
      .map(({ name, typeSql, at }) => ({
        at,
        what: `column ${name} has type ${typeSql}`,
        mend: "Use text, with a CHECK where the length matters.",
        sql: `${name} text CHECK (length(${name}) = ...)`,
      })),
};
