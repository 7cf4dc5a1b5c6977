import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

export const preferAttachPartition: Rule = {
  name: "prefer-attach-partition",
  level: "error",
  why: "It waits for every statement that uses the partitioned table, and all that come later wait behind it, to read too. ATTACH PARTITION lets them go on.",
  check: ({ node }, { known }) => {
    const create = nodeOf(node, "CreateStmt");
    const [parent] = nodesOf(create?.inhRelations, "RangeVar");
    if (create?.partbound === undefined || parent === undefined || known.isNewTable(parent)) return [];
    const [partition, table] = [relationSql(create.relation ?? {}), relationSql(parent)];
    return [
      {
        what: `table ${partition} is created as a partition of ${table}`,
        mend: "Create it as a table of its own, and attach it.",
        sql: `CREATE TABLE ${partition} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);\nALTER TABLE ${table} ATTACH PARTITION ${partition} FOR VALUES ...;`,
      },
    ];
  },
};
