import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";

const words: Readonly<Record<string, string>> = {
  TRANS_STMT_BEGIN: "BEGIN",
  TRANS_STMT_START: "START TRANSACTION",
  TRANS_STMT_COMMIT: "COMMIT",
  TRANS_STMT_ROLLBACK: "ROLLBACK",
  TRANS_STMT_PREPARE: "PREPARE TRANSACTION",
};

/** Savepoints are none of these. */
export const transactionNesting: Rule = {
  name: "transaction-nesting",
  level: "error",
  why: "Each migration runs in a transaction of its own, together with its row in the history. One that ends it is kept in part without the history saying so: it is refused.",
  check: ({ node }) => {
    const word = words[nodeOf(node, "TransactionStmt")?.kind ?? ""];
    return word === undefined
      ? []
      : [
          {
            what: `${word} in a migration`,
            mend: "Remove it; what must not run in a transaction goes into a `-- no-transaction` file.",
          },
        ];
  },
};
