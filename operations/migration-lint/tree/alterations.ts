import type { AlterTableCmd, ColumnDef, Constraint, RangeVar } from "libpg-query";
import type { LintContext } from "../rule.ts";
import type { Statement } from "../statement.ts";
import { nodeOf, nodesOf } from "./node-of.ts";
import { relationSql } from "./relation.ts";

/** One command of an ALTER TABLE. */
export interface Alteration {
  readonly relation: RangeVar;
  /** The table as SQL names it. */
  readonly table: string;
  readonly command: AlterTableCmd;
  /** Location of the command. */
  readonly at: number | undefined;
}

/** What a statement alters of tables that others may be using: all but those that the file itself makes. */
export function alterations({ node, commands }: Statement, { known }: LintContext): Alteration[] {
  const { relation, cmds, objtype } = nodeOf(node, "AlterTableStmt") ?? {};
  if (objtype !== "OBJECT_TABLE" || relation === undefined || known.isNewTable(relation)) return [];
  return nodesOf(cmds, "AlterTableCmd").map((command, index) => ({
    relation,
    table: relationSql(relation),
    command,
    at: index === 0 ? undefined : commands[index],
  }));
}

/** A column that is added to a table in use. */
export interface AddedColumn extends Alteration {
  readonly column: ColumnDef;
  readonly constraints: readonly Constraint[];
  has(kind: NonNullable<Constraint["contype"]>): boolean;
}

/** The columns that a statement adds to tables in use. */
export function addedColumns(statement: Statement, context: LintContext): AddedColumn[] {
  return alterations(statement, context).flatMap((alteration) => {
    const column =
      alteration.command.subtype === "AT_AddColumn" ? nodeOf(alteration.command.def, "ColumnDef") : undefined;
    if (column === undefined) return [];
    const constraints = nodesOf(column.constraints, "Constraint");
    const has = (kind: Constraint["contype"]) => constraints.some(({ contype }) => contype === kind);
    return [{ ...alteration, at: column.location, column, constraints, has }];
  });
}

/** A constraint that is added to a table in use. */
export interface AddedConstraint extends Alteration {
  readonly constraint: Constraint;
  /** The new column that it came with. */
  readonly column: AddedColumn | undefined;
}

/** The constraints that a statement adds to tables in use, those of new columns too. */
export function addedConstraints(statement: Statement, context: LintContext): AddedConstraint[] {
  const ofTables = alterations(statement, context).flatMap((alteration) => {
    const constraint =
      alteration.command.subtype === "AT_AddConstraint"
        ? nodeOf(alteration.command.def, "Constraint")
        : undefined;
    return constraint === undefined
      ? []
      : [{ ...alteration, at: constraint.location, constraint, column: undefined }];
  });
  const ofColumns = addedColumns(statement, context).flatMap((column) =>
    column.constraints.map((constraint) => ({ ...column, at: constraint.location, constraint, column })),
  );
  return [...ofTables, ...ofColumns];
}
