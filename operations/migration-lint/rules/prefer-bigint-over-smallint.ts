import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

/** Keys only, as with integer. */
export const preferBigintOverSmallint: Rule = {
  name: "prefer-bigint-over-smallint",
  level: "warning",
  why: "It ends at 32,767, and the table with it; to widen it then, the table is written anew.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type, isKey }) => isKey && (type.name === "int2" || type.name === "smallserial"))
      .map(({ name, typeSql, at }) => ({
        at,
        what: `key ${name} has type ${typeSql}`,
        mend: "Use bigint.",
        sql: `${name} bigint`,
      })),
};
