import type { Rule } from "../rule.ts";
import { dropped } from "../tree/dropped.ts";
import { nodeOf } from "../tree/node-of.ts";
import { relationKey, relationSql } from "../tree/relation.ts";

/** Views are what applications name, like tables; one that the same transaction makes anew is not missed. */
export const banDropView: Rule = {
  name: "ban-drop-view",
  level: "error",
  why: "Every statement of the running version that names the view fails from that moment on.",
  upOnly: true,
  check: (statement, { known, schema, later }) => {
    const made = new Set(
      later
        .flatMap(({ node }) => [nodeOf(node, "ViewStmt")?.view, nodeOf(node, "CreateTableAsStmt")?.into?.rel])
        .flatMap((relation) => (relation === undefined ? [] : relationKey(relation, schema))),
    );
    return [...dropped(statement, "OBJECT_VIEW"), ...dropped(statement, "OBJECT_MATVIEW")]
      .filter((view) => !known.isNewTable(view) && !made.has(relationKey(view, schema)))
      .map((view) => ({
        what: `view ${relationSql(view)} is dropped`,
        mend: "First run a version that does not use it; then drop it, and say so above the statement.",
        sql: "-- pgstack-lint-ignore ban-drop-view: unused since version ...",
      }));
  },
};
