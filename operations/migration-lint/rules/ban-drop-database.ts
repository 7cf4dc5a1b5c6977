import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql } from "../tree/relation.ts";

export const banDropDatabase: Rule = {
  name: "ban-drop-database",
  level: "error",
  why: "All its data is gone for good, and the stack would make it again, empty.",
  check: ({ node }) => {
    const drop = nodeOf(node, "DropdbStmt");
    return drop === undefined
      ? []
      : [
          {
            what: `database ${nameSql(drop.dbname ?? "")} is dropped`,
            mend: "Databases belong to the stack: `pgstack destroy` removes one.",
          },
        ];
  },
};
