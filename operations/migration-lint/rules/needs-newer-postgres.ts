import type { Constraint, Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";

/** The parser is PostgreSQL 18's; production runs 17. */
export const needsNewerPostgres: Rule = {
  name: "needs-newer-postgres",
  level: "error",
  why: "The embedded server, which is PostgreSQL 18, takes it; production, which is 17, does not.",
  check: ({ node }) =>
    constraintsIn(node).flatMap(({ atEnd, constraint }) => {
      const words = newWords(constraint, atEnd);
      return words === undefined
        ? []
        : [
            {
              at: constraint.location,
              what: `${words} is understood by PostgreSQL 18 and newer only`,
              mend: "Write it without, as long as any server is older.",
            },
          ];
    }),
};

interface Found {
  readonly constraint: Constraint;
  /** Whether it is added to a table rather than to a column. */
  readonly atEnd: boolean;
}

function constraintsIn(node: Node): Found[] {
  const commands = nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd");
  const elements = [
    ...(nodeOf(node, "CreateStmt")?.tableElts ?? []),
    ...commands.flatMap(({ def }) => def ?? []),
  ];
  const ofColumns = nodesOf(elements, "ColumnDef").flatMap(({ constraints }) =>
    nodesOf(constraints, "Constraint"),
  );
  return [
    ...nodesOf(elements, "Constraint").map((constraint) => ({ constraint, atEnd: true })),
    ...ofColumns.map((constraint) => ({ constraint, atEnd: false })),
  ];
}

function newWords(constraint: Constraint, atEnd: boolean): string | undefined {
  const { contype, generated_kind, is_enforced, without_overlaps, fk_with_period } = constraint;
  if (contype === "CONSTR_NOTNULL" && atEnd) return "NOT NULL as a constraint of a table";
  if (contype === "CONSTR_GENERATED" && generated_kind === "v")
    return "a generated column that is not STORED";
  const canBeOff = contype === "CONSTR_CHECK" || contype === "CONSTR_FOREIGN";
  if (contype === "CONSTR_ATTR_NOT_ENFORCED" || (canBeOff && is_enforced !== true)) return "NOT ENFORCED";
  if (without_overlaps) return "WITHOUT OVERLAPS";
  return fk_with_period ? "PERIOD" : undefined;
}
