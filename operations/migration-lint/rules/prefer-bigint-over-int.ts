import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

/** Keys only: they grow with the rows. A number of pieces in an order does not. */
export const preferBigintOverInt: Rule = {
  name: "prefer-bigint-over-int",
  level: "warning",
  why: "It ends at 2,147,483,647, and the table with it; to widen it then, the table is written anew.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type, isKey }) => isKey && (type.name === "int4" || type.name === "serial"))
      .map(({ name, typeSql, at }) => ({
        at,
        what: `key ${name} has type ${typeSql}`,
        mend: "Use bigint.",
        sql: `${name} bigint`,
      })),
};
