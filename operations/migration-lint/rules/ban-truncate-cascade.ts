import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

export const banTruncateCascade: Rule = {
  name: "ban-truncate-cascade",
  level: "error",
  why: "Every table that refers to it is emptied too, and every one that refers to those, without being named.",
  check: ({ node }) => {
    const truncate = nodeOf(node, "TruncateStmt");
    if (truncate?.behavior !== "DROP_CASCADE") return [];
    const tables = nodesOf(truncate.relations, "RangeVar");
    return [
      {
        at: tables[0]?.location,
        what: `TRUNCATE ... CASCADE of ${tables.map(relationSql).join(", ")}`,
        mend: "Name each table that is to be emptied, without CASCADE.",
      },
    ];
  },
};
