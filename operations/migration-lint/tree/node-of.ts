import type { Node } from "libpg-query";

type Kinds<T> = T extends unknown ? keyof T : never;

/** Name of a sort of node in PostgreSQL's parse tree, e.g. `AlterTableStmt`. */
export type NodeKind = Kinds<Node>;

/** The fields of a sort of node. */
export type NodeOf<Kind extends NodeKind> =
  Extract<Node, Record<Kind, unknown>> extends Record<Kind, infer Fields> ? Fields : never;

/** The fields of a node, where it is of this sort. */
export function nodeOf<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | undefined {
  return node === undefined ? undefined : (node as Partial<Record<Kind, NodeOf<Kind>>>)[kind];
}

/** The fields of those nodes of a list that are of this sort, in order. */
export function nodesOf<Kind extends NodeKind>(
  nodes: readonly Node[] | undefined,
  kind: Kind,
): NodeOf<Kind>[] {
  return (nodes ?? []).flatMap((node) => nodeOf(node, kind) ?? []);
}

/** The texts of a list of names, e.g. the parts of `pg_catalog.now`. */
export function textsOf(nodes: readonly Node[] | undefined): string[] {
  return nodesOf(nodes, "String").map(({ sval = "" }) => sval);
}
