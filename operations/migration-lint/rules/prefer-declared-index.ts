import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, relationSql } from "../tree/relation.ts";

/** Whatever words it is written with, CREATE INDEX CONCURRENTLY in a file cannot clean up after itself. */
export const preferDeclaredIndex: Rule = {
  name: "prefer-declared-index",
  level: "warning",
  why: "A build that is interrupted leaves an invalid index, which is kept up to date and never used; IF NOT EXISTS then takes it for the one that was wanted.",
  upOnly: true,
  check: ({ node }, { inTransaction, declaredIndexes }) => {
    const index = nodeOf(node, "IndexStmt");
    if (!index?.concurrent || inTransaction || declaredIndexes.has(index.idxname ?? "")) return [];
    return [
      {
        what: `index ${nameSql(index.idxname ?? "")} on ${relationSql(index.relation ?? {})} is built by a migration`,
        mend: "Declare it in model/database.ts: what an interrupted build left is cleared away and built again. Unless a constraint is made of it.",
      },
    ];
  },
};
