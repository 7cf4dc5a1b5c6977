import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf, textsOf } from "../tree/node-of.ts";
import { relationOf, relationSql } from "../tree/relation.ts";

export const securityDefinerSearchPath: Rule = {
  name: "security-definer-search-path",
  level: "error",
  why: "It runs with its owner's rights and its caller's search_path: a caller who may create a table or a function somewhere makes it use theirs.",
  check: ({ node }) => {
    const create = nodeOf(node, "CreateFunctionStmt");
    const alter = nodeOf(node, "AlterFunctionStmt");
    const options = create?.options ?? alter?.actions;
    if (!isDefiner(options) || setsSearchPath(options)) return [];
    const name = relationSql(relationOf(textsOf(create?.funcname ?? alter?.func?.objname)));
    return [
      {
        at: nodesOf(options, "DefElem").find(({ defname }) => defname === "security")?.location,
        what: `function ${name} is SECURITY DEFINER and sets no search_path`,
        mend: "Set it, with pg_temp last, and name what it uses with its schema.",
        sql: "SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
      },
    ];
  },
};

function isDefiner(options: Node[] | undefined): boolean {
  return nodesOf(options, "DefElem").some(
    ({ defname, arg }) => defname === "security" && nodeOf(arg, "Boolean")?.boolval === true,
  );
}

function setsSearchPath(options: Node[] | undefined): boolean {
  return nodesOf(options, "DefElem").some(({ arg }) => {
    const set = nodeOf(arg, "VariableSetStmt");
    return set?.name === "search_path" && set.kind !== "VAR_RESET";
  });
}
