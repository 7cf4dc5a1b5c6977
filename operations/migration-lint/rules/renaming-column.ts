import type { RenameStmt } from "libpg-query";
import type { LintContext, Rule } from "../rule.ts";
import type { Statement } from "../statement.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, relationKey, relationSql } from "../tree/relation.ts";

/**
 * A view's columns too: they are what an application names. Columns that exchange their names in one transaction are
 * there under both of them before and after.
 */
export const renamingColumn: Rule = {
  name: "renaming-column",
  level: "error",
  why: "Every statement of the running version that uses the old name fails from that moment on.",
  upOnly: true,
  check: ({ node }, context) => {
    const rename = nodeOf(node, "RenameStmt");
    if (rename?.renameType !== "OBJECT_COLUMN" || context.known.isNewTable(rename.relation)) return [];
    const { relation = {}, subname = "", newname = "" } = rename;
    if (isNamedIn([...context.earlier, ...context.later], rename, context)) return [];
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

/** Whether the file itself gives the old name to a column: before, so that nobody knows it, or after, so that it stays. */
function isNamedIn(statements: readonly Statement[], rename: RenameStmt, context: LintContext): boolean {
  const key = (each: RenameStmt) => relationKey(each.relation ?? {}, context.schema);
  return statements.some((statement) => {
    const other = nodeOf(statement.node, "RenameStmt");
    return (
      other?.renameType === "OBJECT_COLUMN" && key(other) === key(rename) && other.newname === rename.subname
    );
  });
}
