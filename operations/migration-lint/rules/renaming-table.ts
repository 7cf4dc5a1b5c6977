import type { LintContext, Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, type Relation, relationKey, relationSql } from "../tree/relation.ts";

const kinds: Readonly<Record<string, string>> = {
  OBJECT_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized view",
};

/**
 * To another schema too: where it was looked for, it is no more. Where the same transaction makes a view of the old name,
 * or gives that to another table, nobody misses it.
 */
export const renamingTable: Rule = {
  name: "renaming-table",
  level: "error",
  why: "Every statement of the running version that uses the old name fails from that moment on.",
  upOnly: true,
  check: ({ node }, context) => {
    const rename = nodeOf(node, "RenameStmt");
    const move = nodeOf(node, "AlterObjectSchemaStmt");
    const kind = kinds[rename?.renameType ?? move?.objectType ?? ""];
    const relation = rename?.relation ?? move?.relation;
    if (kind === undefined || relation === undefined || context.known.isNewTable(relation)) return [];
    if (isNamedIn(relation, context)) return [];
    const name = relationSql(relation);
    const { newname = "" } = rename ?? {};
    const { newschema = "" } = move ?? {};
    const [to, change, after] =
      rename === undefined
        ? [
            `moved to schema ${nameSql(newschema)}`,
            `SET SCHEMA ${nameSql(newschema)}`,
            { ...relation, schemaname: newschema },
          ]
        : [
            `renamed to ${nameSql(newname)}`,
            `RENAME TO ${nameSql(newname)}`,
            { ...relation, relname: newname },
          ];
    return [
      {
        what: `${kind} ${name} is ${to}`,
        mend: "Leave a view of the old name in the same migration, until no version uses it.",
        sql: [
          `ALTER ${kind.toUpperCase()} ${name} ${change};`,
          `CREATE VIEW ${name} AS SELECT * FROM ${relationSql(after)};`,
        ].join("\n"),
      },
    ];
  },
};

/** Whether the file itself gives the old name to a relation: before, so that nobody knows it, or after, so that it stays. */
function isNamedIn(relation: Relation, { earlier, later, schema }: LintContext): boolean {
  const old = relationKey(relation, schema);
  return [...earlier, ...later].some(({ node }) => {
    const rename = nodeOf(node, "RenameStmt");
    const renamed = rename !== undefined && rename.renameType !== "OBJECT_COLUMN" ? rename : undefined;
    const made = [
      nodeOf(node, "ViewStmt")?.view,
      nodeOf(node, "CreateStmt")?.relation,
      nodeOf(node, "CreateTableAsStmt")?.into?.rel,
      renamed?.relation && { ...renamed.relation, relname: renamed.newname ?? "" },
    ];
    return made.some((each) => each !== undefined && relationKey(each, schema) === old);
  });
}
