import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { dropped } from "../tree/dropped.ts";
import { nodeOf } from "../tree/node-of.ts";
import { type Relation, relationSql } from "../tree/relation.ts";

/** One owner for an index. */
export const declaredIndex: Rule = {
  name: "declared-index",
  level: "error",
  why: "The index has an owner: `up` makes it as model/database.ts declares it, and finds every difference. Two owners undo each other's work.",
  check: (statement, { schema, declaredIndexes }) =>
    [
      ...created(statement.node),
      ...dropped(statement, "OBJECT_INDEX").map((index) => ({ index, does: "drops index" })),
    ]
      .filter(
        ({ index: { schemaname = schema, relname = "" } }) =>
          schemaname === schema && declaredIndexes.has(relname),
      )
      .map(({ index, does }) => ({
        what: `the migration ${does} ${relationSql(index)}, which model/database.ts declares`,
        mend: "Leave it to the declaration: change it there, or take it out there, and remove this statement.",
      })),
};

function created(node: Node): { index: Relation; does: string }[] {
  const index = nodeOf(node, "IndexStmt");
  if (index?.idxname !== undefined)
    return [{ index: { ...schemaOf(index.relation), relname: index.idxname }, does: "creates index" }];
  const rename = nodeOf(node, "RenameStmt");
  if (rename?.renameType !== "OBJECT_INDEX" || rename.relation === undefined) return [];
  const { relation, newname = "" } = rename;
  return [
    { index: relation, does: "renames index" },
    { index: { ...schemaOf(relation), relname: newname }, does: "renames another index to" },
  ];
}

function schemaOf(relation: Relation | undefined): Relation {
  return relation?.schemaname === undefined ? {} : { schemaname: relation.schemaname };
}
