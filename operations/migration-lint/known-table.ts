import type { AlterTableCmd, Constraint, Node } from "libpg-query";
import { nodeOf, nodesOf, textsOf } from "./tree/node-of.ts";
import { type ColumnType, typeOf } from "./tree/type-of.ts";

/** A CHECK constraint. */
export interface KnownCheck {
  /** The columns that it reads. */
  readonly columns: readonly string[];
  /** Whether it is `column IS NOT NULL`. */
  readonly isNotNull: boolean;
  readonly valid: boolean;
}

/** What rules ask for of a table. It is never changed, but replaced. */
export interface KnownTable {
  readonly columns: ReadonlyMap<string, ColumnType>;
  /** By name; one that SQL does not name has the server's name for it. */
  readonly checks: ReadonlyMap<string, KnownCheck>;
}

interface Draft {
  readonly columns: Map<string, ColumnType>;
  readonly checks: Map<string, KnownCheck>;
}

/** The table that CREATE TABLE makes of these elements. */
export function tableOf(name: string, elements: readonly Node[] | undefined): KnownTable {
  const draft = draftOf(undefined);
  for (const element of elements ?? []) addElement(draft, name, element);
  return draft;
}

/** The table after commands of ALTER TABLE. */
export function changedTable(
  table: KnownTable | undefined,
  name: string,
  commands: readonly AlterTableCmd[],
): KnownTable {
  const draft = draftOf(table);
  for (const command of commands) change(draft, name, command);
  return draft;
}

/** The table after RENAME COLUMN. */
export function withRenamedColumn(table: KnownTable | undefined, from: string, to: string): KnownTable {
  const renamed = (column: string) => (column === from ? to : column);
  return {
    columns: new Map([...(table?.columns ?? [])].map(([column, type]) => [renamed(column), type])),
    checks: new Map(
      [...(table?.checks ?? [])].map(([name, check]) => [
        name,
        { ...check, columns: check.columns.map(renamed) },
      ]),
    ),
  };
}

function draftOf(table: KnownTable | undefined): Draft {
  return { columns: new Map(table?.columns), checks: new Map(table?.checks) };
}

function addElement(draft: Draft, table: string, element: Node): void {
  const column = nodeOf(element, "ColumnDef");
  if (column?.typeName) draft.columns.set(column.colname ?? "", typeOf(column.typeName));
  const constraint = nodeOf(element, "Constraint");
  for (const each of [...nodesOf(column?.constraints, "Constraint"), ...(constraint ? [constraint] : [])])
    addCheck(draft, table, each);
}

function change(draft: Draft, table: string, { subtype, name = "", def }: AlterTableCmd): void {
  const type = nodeOf(def, "ColumnDef")?.typeName;
  const known = draft.checks.get(name);
  if (def && (subtype === "AT_AddColumn" || subtype === "AT_AddConstraint")) addElement(draft, table, def);
  if (subtype === "AT_AlterColumnType" && type) draft.columns.set(name, typeOf(type));
  if (subtype === "AT_DropConstraint") draft.checks.delete(name);
  if (subtype === "AT_ValidateConstraint" && known) draft.checks.set(name, { ...known, valid: true });
  if (subtype === "AT_DropColumn") {
    draft.columns.delete(name);
    for (const [check, { columns }] of draft.checks) if (columns.includes(name)) draft.checks.delete(check);
  }
}

function addCheck(draft: Draft, table: string, constraint: Constraint): void {
  const { contype, conname, raw_expr, initially_valid } = constraint;
  if (contype !== "CONSTR_CHECK") return;
  const columns = [...new Set(columnsIn(raw_expr))];
  const test = nodeOf(raw_expr, "NullTest");
  const isNotNull = test?.nulltesttype === "IS_NOT_NULL" && nodeOf(test.arg, "ColumnRef") !== undefined;
  const name =
    conname ?? freeName([table, ...(columns.length === 1 ? columns : []), "check"].join("_"), draft);
  draft.checks.set(name, { columns, isNotNull, valid: initially_valid ?? false });
}

/** As PostgreSQL does it: `t_check`, `t_check1`, ... */
function freeName(name: string, { checks }: Draft): string {
  for (let number = 0; ; number++) {
    const numbered = number === 0 ? name : `${name}${number}`;
    if (!checks.has(numbered)) return numbered;
  }
}

function columnsIn(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const own = "ColumnRef" in tree ? textsOf(nodeOf(tree as Node, "ColumnRef")?.fields).slice(-1) : [];
  return [...own, ...Object.values(tree).flatMap(columnsIn)];
}
