import type { ObjectType } from "libpg-query";
import type { Statement } from "../statement.ts";
import { nodeOf, nodesOf, textsOf } from "./node-of.ts";
import { type Relation, relationOf } from "./relation.ts";

/** The tables, indexes or views that a DROP names. */
export function dropped({ node }: Statement, type: ObjectType): Relation[] {
  const drop = nodeOf(node, "DropStmt");
  if (drop?.removeType !== type) return [];
  return nodesOf(drop.objects, "List").map(({ items }) => relationOf(textsOf(items)));
}
