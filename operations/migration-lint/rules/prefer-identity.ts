import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

export const preferIdentity: Rule = {
  name: "prefer-identity",
  level: "warning",
  why: "Its sequence is an object of its own, with privileges of its own, and a value given by hand makes a later insert fail.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type }) => type.name.endsWith("serial"))
      .map(({ name, typeSql, at }) => ({
        at,
        what: `column ${name} has type ${typeSql}`,
        mend: "Use an identity.",
        sql: `${name} bigint GENERATED ALWAYS AS IDENTITY`,
      })),
};
