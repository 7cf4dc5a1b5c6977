import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { outsideTransaction } from "../tree/outside-transaction.ts";

/** All but CREATE INDEX CONCURRENTLY, which has squawk's rule. */
export const needsNoTransaction: Rule = {
  name: "needs-no-transaction",
  level: "error",
  why: "PostgreSQL refuses it in a transaction: the migration fails.",
  check: ({ node }, { inTransaction }) => {
    const refused = inTransaction && !nodeOf(node, "IndexStmt") ? outsideTransaction(node) : undefined;
    return refused === undefined
      ? []
      : [
          {
            what: `${refused} in a file that runs in a transaction`,
            mend: "Give it a file of its own whose first line is `-- no-transaction`.",
          },
        ];
  },
};
