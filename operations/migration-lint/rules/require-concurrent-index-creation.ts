import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, relationSql } from "../tree/relation.ts";

export const requireConcurrentIndexCreation: Rule = {
  name: "require-concurrent-index-creation",
  level: "error",
  why: "Until the index is built, nobody can write to the table.",
  check: ({ node }, { known }) => {
    const index = nodeOf(node, "IndexStmt");
    if (index?.relation === undefined || index.concurrent || known.isNewTable(index.relation)) return [];
    // On a partitioned table it cannot be CONCURRENTLY; ONLY makes the parent's index, which has nothing to build.
    if (index.relation.inh !== true) return [];
    const name = index.idxname === undefined ? "an index" : `index ${nameSql(index.idxname)}`;
    return [
      {
        what: `${name} is built on ${relationSql(index.relation)} while writers wait`,
        mend: "Declare it in model/database.ts: it is built CONCURRENTLY, and an interrupted build is cleared away. No migration is needed.",
      },
    ];
  },
};
