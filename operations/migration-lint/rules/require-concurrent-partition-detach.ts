import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { nodeOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

export const requireConcurrentPartitionDetach: Rule = {
  name: "require-concurrent-partition-detach",
  level: "error",
  why: "It waits for every statement that uses the partitioned table, and all that come later wait behind it, to read too.",
  check: (statement, context) =>
    alterations(statement, context).flatMap(({ table, command, at }) => {
      const detach =
        command.subtype === "AT_DetachPartition" ? nodeOf(command.def, "PartitionCmd") : undefined;
      if (detach?.name === undefined || detach.concurrent) return [];
      const partition = relationSql(detach.name);
      return [
        {
          at,
          what: `partition ${partition} is detached from ${table} while others wait`,
          mend: "Detach it CONCURRENTLY, in a file of its own.",
          sql: `-- no-transaction\nALTER TABLE ${table} DETACH PARTITION ${partition} CONCURRENTLY;`,
        },
      ];
    }),
};
