import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

export const requireConcurrentRefresh: Rule = {
  name: "require-concurrent-refresh",
  level: "error",
  why: "Until the view is computed anew, nobody can read it.",
  check: ({ node }, { known }) => {
    const refresh = nodeOf(node, "RefreshMatViewStmt");
    if (refresh?.relation === undefined || refresh.concurrent || known.isNewTable(refresh.relation))
      return [];
    const view = relationSql(refresh.relation);
    return [
      {
        what: `materialized view ${view} is refreshed while readers wait`,
        mend: "Refresh it CONCURRENTLY: that needs a unique index on the view and runs in a transaction too.",
        sql: `REFRESH MATERIALIZED VIEW CONCURRENTLY ${view};`,
      },
    ];
  },
};
