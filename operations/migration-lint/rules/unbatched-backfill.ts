import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

/** Without a condition, or with the one of a backfill: `WHERE new_column IS NULL`. */
export const unbatchedBackfill: Rule = {
  name: "unbatched-backfill",
  level: "warning",
  why: "Every row is written in one transaction: whoever wants to change one of them waits until its end, and vacuum can clear nothing away meanwhile.",
  check: ({ node }, { known }) => {
    const update = nodeOf(node, "UpdateStmt");
    const change = update ?? nodeOf(node, "DeleteStmt");
    if (change?.relation === undefined || known.isNewTable(change.relation) || !isWhole(change.whereClause))
      return [];
    const table = relationSql(change.relation);
    return [
      {
        what: `${update === undefined ? "DELETE FROM" : "UPDATE"} ${table} changes all its rows in one transaction`,
        mend: "Fill in batches of 10,000 outside of the migration, each in a transaction of its own, in the order of the key.",
      },
    ];
  },
};

function isWhole(condition: Node | undefined): boolean {
  return condition === undefined || nodeOf(condition, "NullTest")?.nulltesttype === "IS_NULL";
}
