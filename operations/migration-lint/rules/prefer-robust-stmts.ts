import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";

/** In a transaction all is undone together: only what runs outside of one can have been done half. */
export const preferRobustStmts: Rule = {
  name: "prefer-robust-stmts",
  level: "error",
  why: "Outside of a transaction a statement may be done and its row in the history not: the next run does it again, and then it must not fail.",
  check: ({ node }, { inTransaction }) => {
    const missing = inTransaction ? undefined : missingWords(node);
    return missing === undefined
      ? []
      : [{ what: `without ${missing} the statement cannot run twice`, mend: `Give it ${missing}.` }];
  },
};

function missingWords(node: Node): string | undefined {
  const index = nodeOf(node, "IndexStmt");
  if (index !== undefined) {
    if (index.idxname === undefined) return "a name and IF NOT EXISTS";
    return index.if_not_exists ? undefined : "IF NOT EXISTS";
  }
  const drop = nodeOf(node, "DropStmt");
  if (drop !== undefined) return drop.missing_ok ? undefined : "IF EXISTS";
  const value = nodeOf(node, "AlterEnumStmt");
  if (value?.newVal !== undefined && value.oldVal === undefined)
    return value.skipIfNewValExists ? undefined : "IF NOT EXISTS";
  const table = nodeOf(node, "CreateStmt");
  return table !== undefined && !table.if_not_exists ? "IF NOT EXISTS" : undefined;
}
