import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { isConcurrentReindex } from "../tree/reindex-options.ts";
import { nameSql, relationSql } from "../tree/relation.ts";

export const requireConcurrentReindex: Rule = {
  name: "require-concurrent-reindex",
  level: "error",
  why: "Until the index is built anew, nobody can write to its table, nor read where the index would be used.",
  check: ({ node }, { known }) => {
    const reindex = nodeOf(node, "ReindexStmt");
    if (reindex === undefined || isConcurrentReindex(reindex) || known.isNewTable(reindex.relation))
      return [];
    const kind = (reindex.kind ?? "").replace("REINDEX_OBJECT_", "");
    const name = reindex.relation === undefined ? nameSql(reindex.name ?? "") : relationSql(reindex.relation);
    return [
      {
        what: `REINDEX ${kind} ${name} without CONCURRENTLY`,
        mend: "Do it CONCURRENTLY, in a file of its own.",
        sql: `-- no-transaction\nREINDEX ${kind} CONCURRENTLY ${name};`,
      },
    ];
  },
};
