import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";

/** TRUNCATE ... CASCADE has squawk's rule. */
export const banDropCascade: Rule = {
  name: "ban-drop-cascade",
  level: "error",
  why: "It takes with it whatever depends on it: views, foreign keys and functions that nobody named, and that differ from one database to the next.",
  check: ({ node }) =>
    cascades(node)
      ? [
          {
            what: "DROP ... CASCADE in a migration",
            mend: "Name what is to go with it, each in a statement before, without CASCADE.",
          },
        ]
      : [],
};

function cascades(node: Node): boolean {
  const commands = nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd");
  return [nodeOf(node, "DropStmt"), ...commands].some((each) => each?.behavior === "DROP_CASCADE");
}
