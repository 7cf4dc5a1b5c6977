import type { Rule } from "../rule.ts";
import { declaredColumns } from "../tree/declared-columns.ts";

export const preferTimestamptz: Rule = {
  name: "prefer-timestamptz",
  level: "warning",
  why: "It does not say which moment is meant: sessions in different time zones read the same value as different moments.",
  upOnly: true,
  check: (statement) =>
    declaredColumns(statement)
      .filter(({ type }) => type.name === "timestamp")
      .map(({ name, at }) => ({
        at,
        what: `column ${name} has type timestamp without time zone`,
        mend: "Use timestamptz: it takes as much space.",
        sql: `${name} timestamptz`,
      })),
};
