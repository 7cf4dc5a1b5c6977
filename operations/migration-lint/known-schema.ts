import type { AlterTableCmd, Constraint, Node, RangeVar, RenameStmt } from "libpg-query";
import { nodeOf, nodesOf, textsOf } from "./tree/node-of.ts";
import { type Relation, relationKey, relationOf } from "./tree/relation.ts";
import { type ColumnType, typeOf } from "./tree/type-of.ts";

interface KnownCheck {
  /** The column that it proves to hold no null. */
  readonly notNull: string | undefined;
  readonly valid: boolean;
}

interface KnownTable {
  readonly columns: ReadonlyMap<string, ColumnType>;
  readonly checks: ReadonlyMap<string, KnownCheck>;
}

/** A table while it is put together. */
interface Draft {
  readonly columns: Map<string, ColumnType>;
  readonly checks: Map<string, KnownCheck>;
}

/**
 * What the migrations of a schema have made so far: which tables nobody can use yet, because the running file makes them,
 * and of the others what rules ask for.
 */
export class KnownSchema {
  readonly #schema: string;
  #tables = new Map<string, KnownTable>();
  #newTables = new Set<string>();
  #newIndexes = new Set<string>();

  constructor(schema: string) {
    this.#schema = schema;
  }

  /** What is known when another file begins: the same, and nothing is new. */
  atNextFile(): KnownSchema {
    const next = new KnownSchema(this.#schema);
    // The tables in it are never changed, but replaced.
    next.#tables = new Map(this.#tables);
    return next;
  }

  /** Whether the file itself makes the table or materialized view: no lock on it can be in anybody's way. */
  isNewTable(relation: Relation | undefined): boolean {
    return relation !== undefined && this.#newTables.has(this.#key(relation));
  }

  isNewIndex(relation: Relation): boolean {
    return this.#newIndexes.has(this.#key(relation));
  }

  typeOf(table: Relation, column: string): ColumnType | undefined {
    return this.#table(table)?.columns.get(column);
  }

  /** Whether a valid CHECK says that the column holds no null, so that SET NOT NULL need not look. */
  provesNotNull(table: Relation, column: string): boolean {
    return [...(this.#table(table)?.checks.values() ?? [])].some(
      ({ notNull, valid }) => notNull === column && valid,
    );
  }

  /** Whether the constraint was added NOT VALID and is not validated yet. */
  isUnvalidated(table: Relation, constraint: string): boolean {
    return this.#table(table)?.checks.get(constraint)?.valid === false;
  }

  /** Takes in what a statement does. */
  take(node: Node): void {
    const create = nodeOf(node, "CreateStmt");
    if (create?.relation) this.#create(create.relation, create.tableElts);
    const into = nodeOf(node, "CreateTableAsStmt")?.into?.rel ?? nodeOf(node, "SelectStmt")?.intoClause?.rel;
    const view = nodeOf(node, "ViewStmt");
    const made = into ?? (view?.replace ? undefined : view?.view);
    if (made) this.#create(made, undefined);
    const index = nodeOf(node, "IndexStmt");
    if (index?.idxname && index.relation)
      this.#newIndexes.add(this.#key({ ...index.relation, relname: index.idxname }));
    const alter = nodeOf(node, "AlterTableStmt");
    if (alter?.relation) {
      const table = draftOf(this.#table(alter.relation));
      for (const command of nodesOf(alter.cmds, "AlterTableCmd")) change(table, command);
      this.#tables.set(this.#key(alter.relation), table);
    }
    const rename = nodeOf(node, "RenameStmt");
    if (rename) this.#rename(rename);
    const drop = nodeOf(node, "DropStmt");
    for (const { items } of nodesOf(drop?.objects, "List")) this.#forget(relationOf(textsOf(items)));
  }

  #create(relation: RangeVar, elements: Node[] | undefined): void {
    const key = this.#key(relation);
    // CREATE TABLE IF NOT EXISTS of one that exists makes nothing.
    if (this.#tables.has(key)) return;
    this.#newTables.add(key);
    const table = draftOf(undefined);
    for (const { colname = "", typeName, constraints } of nodesOf(elements, "ColumnDef")) {
      if (typeName) table.columns.set(colname, typeOf(typeName));
      for (const constraint of nodesOf(constraints, "Constraint")) addCheck(table, constraint);
    }
    for (const constraint of nodesOf(elements, "Constraint")) addCheck(table, constraint);
    this.#tables.set(key, table);
  }

  #rename({ renameType, relation, subname = "", newname = "" }: RenameStmt): void {
    if (!relation) return;
    const from = this.#key(relation);
    const to = this.#key({ ...relation, relname: newname });
    const table = this.#tables.get(from);
    if (renameType === "OBJECT_COLUMN") {
      const renamed = draftOf(table);
      const type = renamed.columns.get(subname);
      if (type) renamed.columns.set(newname, type);
      renamed.columns.delete(subname);
      this.#tables.set(from, renamed);
    } else if (renameType === "OBJECT_TABLE" || renameType === "OBJECT_MATVIEW") {
      if (table) this.#tables.set(to, table);
      this.#tables.delete(from);
      if (this.#newTables.delete(from)) this.#newTables.add(to);
    } else if (renameType === "OBJECT_INDEX" && this.#newIndexes.delete(from)) {
      this.#newIndexes.add(to);
    }
  }

  #forget(relation: Relation): void {
    const key = this.#key(relation);
    this.#tables.delete(key);
    this.#newTables.delete(key);
    this.#newIndexes.delete(key);
  }

  #table(relation: Relation): KnownTable | undefined {
    return this.#tables.get(this.#key(relation));
  }

  #key(relation: Relation): string {
    return relationKey(relation, this.#schema);
  }
}

function draftOf(table: KnownTable | undefined): Draft {
  return { columns: new Map(table?.columns), checks: new Map(table?.checks) };
}

function change(table: Draft, { subtype, name = "", def }: AlterTableCmd): void {
  const column = nodeOf(def, "ColumnDef");
  const constraint = nodeOf(def, "Constraint");
  if (subtype === "AT_AddColumn" && column?.typeName)
    table.columns.set(column.colname ?? "", typeOf(column.typeName));
  if (subtype === "AT_AlterColumnType" && column?.typeName) table.columns.set(name, typeOf(column.typeName));
  if (subtype === "AT_DropColumn") table.columns.delete(name);
  if (subtype === "AT_AddConstraint" && constraint) addCheck(table, constraint);
  if (subtype === "AT_DropConstraint") table.checks.delete(name);
  const known = table.checks.get(name);
  if (subtype === "AT_ValidateConstraint" && known) table.checks.set(name, { ...known, valid: true });
}

/** A constraint without a name can be neither validated nor dropped by a migration that does not know the server's. */
function addCheck(table: Draft, constraint: Constraint): void {
  const { contype, conname, raw_expr, initially_valid } = constraint;
  if (contype !== "CONSTR_CHECK" && contype !== "CONSTR_FOREIGN") return;
  const test = nodeOf(raw_expr, "NullTest");
  const fields = textsOf(nodeOf(test?.arg, "ColumnRef")?.fields);
  const notNull = test?.nulltesttype === "IS_NOT_NULL" ? fields.at(-1) : undefined;
  table.checks.set(conname ?? `unnamed ${table.checks.size}`, { notNull, valid: initially_valid ?? false });
}
