import type { AlterTableCmd, Constraint, IndexStmt, Node } from "libpg-query";
import { nodeOf, nodesOf, textsOf } from "../../migration-lint/tree/node-of.ts";
import { type Relation, relationKey } from "../../migration-lint/tree/relation.ts";

/** The keys that migrations give a table. */
export interface MigratedTable {
  readonly foreignKeys: Map<string, { readonly columns: readonly string[]; readonly references: string }>;
  /** Those of constraints too. */
  readonly indexes: Map<string, MigratedIndex>;
}

export interface MigratedIndex {
  readonly method: string;
  readonly columns: readonly (string | null)[];
  /** Of a partial index: `column IS NOT NULL` where it is that, else no more than that there is one. */
  readonly predicate: string | null;
}

export function newTable(): MigratedTable {
  return { foreignKeys: new Map(), indexes: new Map() };
}

/** Takes in what CREATE TABLE or ADD says: a column with its constraints, or a constraint. */
export function addElement(table: MigratedTable, relation: Relation, schema: string, element: Node): void {
  const column = nodeOf(element, "ColumnDef");
  for (const constraint of nodesOf(column?.constraints, "Constraint"))
    addConstraint(table, relation, schema, constraint, [column?.colname ?? ""]);
  const constraint = nodeOf(element, "Constraint");
  if (constraint) addConstraint(table, relation, schema, constraint, []);
}

function addConstraint(
  table: MigratedTable,
  { relname = "" }: Relation,
  schema: string,
  { contype, conname, fk_attrs, keys, pktable, indexname }: Constraint,
  own: readonly string[],
): void {
  const named = textsOf(fk_attrs ?? keys);
  const columns = named.length > 0 ? named : own;
  if (contype === "CONSTR_FOREIGN") {
    const name = conname ?? [relname, ...columns, "fkey"].join("_");
    table.foreignKeys.set(name, { columns, references: relationKey(pktable ?? {}, schema) });
  }
  if (contype !== "CONSTR_PRIMARY" && contype !== "CONSTR_UNIQUE") return;
  const made = table.indexes.get(indexname ?? "");
  if (indexname !== undefined) table.indexes.delete(indexname);
  const name =
    conname ??
    indexname ??
    [relname, ...(contype === "CONSTR_PRIMARY" ? ["pkey"] : [...columns, "key"])].join("_");
  table.indexes.set(name, made ?? { method: "btree", columns, predicate: null });
}

export function addIndex(table: MigratedTable, index: IndexStmt): void {
  const { idxname, relation, accessMethod = "btree", indexParams, whereClause } = index;
  const columns = nodesOf(indexParams, "IndexElem").map(({ name }) => name ?? null);
  const name = idxname ?? [relation?.relname, ...columns.map((column) => column ?? "expr"), "idx"].join("_");
  table.indexes.set(name, { method: accessMethod, columns, predicate: predicateOf(whereClause) });
}

function predicateOf(where: Node | undefined): string | null {
  if (where === undefined) return null;
  const test = nodeOf(where, "NullTest");
  const [column] = textsOf(nodeOf(test?.arg, "ColumnRef")?.fields).slice(-1);
  return test?.nulltesttype === "IS_NOT_NULL" && column !== undefined ? `${column} IS NOT NULL` : "another";
}

/** Takes in a command of ALTER TABLE. */
export function alterTable(
  table: MigratedTable,
  relation: Relation,
  schema: string,
  { subtype, name = "", def }: AlterTableCmd,
): void {
  if (def && (subtype === "AT_AddColumn" || subtype === "AT_AddConstraint"))
    addElement(table, relation, schema, def);
  if (subtype === "AT_DropConstraint") {
    table.foreignKeys.delete(name);
    table.indexes.delete(name);
  }
  if (subtype !== "AT_DropColumn") return;
  for (const [key, { columns }] of table.foreignKeys)
    if (columns.includes(name)) table.foreignKeys.delete(key);
  for (const [key, { columns }] of table.indexes) if (columns.includes(name)) table.indexes.delete(key);
}

export function renameColumn(table: MigratedTable, from: string, to: string): void {
  const renamed = <T>(column: T) => (column === from ? to : column);
  for (const [name, key] of table.foreignKeys)
    table.foreignKeys.set(name, { ...key, columns: key.columns.map(renamed) });
  for (const [name, index] of table.indexes)
    table.indexes.set(name, { ...index, columns: index.columns.map(renamed) });
}

/** A constraint, with its index. */
export function renameKey(table: MigratedTable, from: string, to: string): void {
  for (const keys of [table.foreignKeys, table.indexes] as Map<string, unknown>[]) {
    if (!keys.has(from)) continue;
    keys.set(to, keys.get(from));
    keys.delete(from);
  }
}
