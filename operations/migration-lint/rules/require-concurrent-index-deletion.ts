import type { Rule } from "../rule.ts";
import { dropped } from "../tree/dropped.ts";
import { nodeOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

export const requireConcurrentIndexDeletion: Rule = {
  name: "require-concurrent-index-deletion",
  level: "error",
  why: "It waits for every statement that uses the table, and all that come later wait behind it, to read too.",
  check: (statement, { known }) =>
    nodeOf(statement.node, "DropStmt")?.concurrent
      ? []
      : dropped(statement, "OBJECT_INDEX")
          .filter((index) => !known.isNewIndex(index))
          .map((index) => ({
            what: `index ${relationSql(index)} is dropped while others wait`,
            mend: "Drop it CONCURRENTLY, in a file of its own.",
            sql: `-- no-transaction\nDROP INDEX CONCURRENTLY IF EXISTS ${relationSql(index)};`,
          })),
};
