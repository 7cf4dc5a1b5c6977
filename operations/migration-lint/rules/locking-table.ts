import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

/** PostgreSQL's numbers (src/include/storage/lockdefs.h) of the modes in which writers or readers wait. */
const modes: Readonly<Record<number, string>> = {
  5: "SHARE",
  6: "SHARE ROW EXCLUSIVE",
  7: "EXCLUSIVE",
  8: "ACCESS EXCLUSIVE",
};

export const lockingTable: Rule = {
  name: "locking-table",
  level: "error",
  why: "Writers wait until the migration ends, and in mode ACCESS EXCLUSIVE readers too.",
  check: ({ node }, { known }) => {
    const lock = nodeOf(node, "LockStmt");
    const mode = modes[lock?.mode ?? 0];
    if (mode === undefined) return [];
    const tables = nodesOf(lock?.relations, "RangeVar").filter((relation) => !known.isNewTable(relation));
    if (tables.length === 0) return [];
    return [
      {
        at: tables[0]?.location,
        what: `LOCK TABLE ${tables.map(relationSql).join(", ")} in mode ${mode}`,
        mend: "Remove it: each statement takes the lock it needs, until the migration ends. Rows are locked by SELECT ... FOR UPDATE.",
      },
    ];
  },
};
