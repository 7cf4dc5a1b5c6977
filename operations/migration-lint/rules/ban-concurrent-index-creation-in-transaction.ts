import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";

export const banConcurrentIndexCreationInTransaction: Rule = {
  name: "ban-concurrent-index-creation-in-transaction",
  level: "error",
  why: "PostgreSQL refuses it there: the migration fails.",
  check: ({ node }, { inTransaction }) =>
    inTransaction && nodeOf(node, "IndexStmt")?.concurrent
      ? [
          {
            what: "CREATE INDEX CONCURRENTLY in a file that runs in a transaction",
            mend: "Declare the index in model/database.ts; or give it a file of its own whose first line is `-- no-transaction`.",
          },
        ]
      : [],
};
