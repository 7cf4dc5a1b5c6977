import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, relationSql } from "../tree/relation.ts";

/** A view's columns too: they are what an application names. */
export const renamingColumn: Rule = {
  name: "renaming-column",
  level: "error",
  why: "Every statement of the running version that uses the old name fails from that moment on.",
  upOnly: true,
  check: ({ node }, { known }) => {
    const rename = nodeOf(node, "RenameStmt");
    if (rename?.renameType !== "OBJECT_COLUMN" || known.isNewTable(rename.relation)) return [];
    const { relation = {}, subname = "", newname = "" } = rename;
    const table = relationSql(relation);
    return [
      {
        what: `column ${nameSql(subname)} of ${table} is renamed to ${nameSql(newname)}`,
        mend: "Add a column of the new name, write both, fill it in batches, change over, and drop the old one.",
        sql: `ALTER TABLE ${table} ADD COLUMN ${nameSql(newname)} ...;`,
      },
    ];
  },
};
