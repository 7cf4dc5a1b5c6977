import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql, relationSql } from "../tree/relation.ts";

const kinds: Readonly<Record<string, string>> = {
  OBJECT_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized view",
};

/** To another schema too: where it was looked for, it is no more. */
export const renamingTable: Rule = {
  name: "renaming-table",
  level: "error",
  why: "Every statement of the running version that uses the old name fails from that moment on.",
  upOnly: true,
  check: ({ node }, { known }) => {
    const rename = nodeOf(node, "RenameStmt");
    const move = nodeOf(node, "AlterObjectSchemaStmt");
    const kind = kinds[rename?.renameType ?? move?.objectType ?? ""];
    const relation = rename?.relation ?? move?.relation;
    if (kind === undefined || relation === undefined || known.isNewTable(relation)) return [];
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
        mend: "Leave a view of the old name in the same migration, until no version uses it; then say so above the statement.",
        sql: [
          "-- pgstack-lint-ignore renaming-table: a view bears the old name",
          `ALTER ${kind.toUpperCase()} ${name} ${change};`,
          `CREATE VIEW ${name} AS SELECT * FROM ${relationSql(after)};`,
        ].join("\n"),
      },
    ];
  },
};
