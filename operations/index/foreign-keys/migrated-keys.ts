import type { Node, RenameStmt } from "libpg-query";
import { parseSql } from "../../migration-lint/parse-sql.ts";
import { SourceText } from "../../migration-lint/source-text.ts";
import { nodeOf, nodesOf, textsOf } from "../../migration-lint/tree/node-of.ts";
import { type Relation, relationKey, relationOf } from "../../migration-lint/tree/relation.ts";
import {
  addElement,
  addIndex,
  alterTable,
  type MigratedTable,
  newTable,
  renameColumn,
  renameKey,
} from "./migrated-table.ts";
import type { ForeignKey, IndexedColumns } from "./uncovered-foreign-keys.ts";

/** What the migrations of a schema leave of foreign keys and indexes. */
export interface MigratedKeys {
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly (IndexedColumns & { readonly name: string })[];
}

/**
 * Reads keys out of SQL, without a server: what a first `up` will make, and what pending migrations will. What a file
 * makes by EXECUTE or in a function is not seen, and neither is a file that cannot be parsed.
 *
 * @param scripts SQL of the up files, in order, variables filled in
 */
export function migratedKeys(schema: string, scripts: readonly string[]): MigratedKeys {
  const tables = new Map<string, MigratedTable>();
  for (const sql of scripts) {
    const parsed = parseSql(new SourceText(sql, {}));
    if ("message" in parsed) continue;
    for (const { node } of parsed.statements) take(tables, schema, node);
  }
  const all = [...tables].map(([key, table]) => ({ ...nameOf(key), made: table }));
  return {
    foreignKeys: all.flatMap(({ made, ...name }) =>
      [...made.foreignKeys].map(([constraint, key]) => ({ ...name, name: constraint, ...key })),
    ),
    indexes: all.flatMap(({ made, ...table }) =>
      [...made.indexes].map(([name, index]) => ({ ...table, name, ...index })),
    ),
  };
}

function take(tables: Map<string, MigratedTable>, schema: string, node: Node): void {
  const keyOf = (relation: Relation) => relationKey(relation, schema);
  const tableOf = (relation: Relation) => {
    const table = tables.get(keyOf(relation)) ?? newTable();
    tables.set(keyOf(relation), table);
    return table;
  };
  const create = nodeOf(node, "CreateStmt");
  if (create?.relation && !tables.has(keyOf(create.relation)))
    for (const element of create.tableElts ?? [])
      addElement(tableOf(create.relation), create.relation, schema, element);
  const index = nodeOf(node, "IndexStmt");
  if (index?.relation) addIndex(tableOf(index.relation), index);
  const alter = nodeOf(node, "AlterTableStmt");
  if (alter?.relation && alter.objtype === "OBJECT_TABLE")
    for (const command of nodesOf(alter.cmds, "AlterTableCmd"))
      alterTable(tableOf(alter.relation), alter.relation, schema, command);
  const rename = nodeOf(node, "RenameStmt");
  if (rename) takeRename(tables, keyOf, rename);
  const drop = nodeOf(node, "DropStmt");
  for (const { items } of nodesOf(drop?.objects, "List")) {
    const dropped = relationOf(textsOf(items));
    if (drop?.removeType === "OBJECT_TABLE") tables.delete(keyOf(dropped));
    if (drop?.removeType === "OBJECT_INDEX")
      for (const table of tables.values()) table.indexes.delete(dropped.relname ?? "");
  }
}

function takeRename(
  tables: Map<string, MigratedTable>,
  keyOf: (relation: Relation) => string,
  { renameType, relation, subname = "", newname = "" }: RenameStmt,
): void {
  if (!relation) return;
  const table = tables.get(keyOf(relation));
  if (renameType === "OBJECT_INDEX")
    for (const each of tables.values()) renameKey(each, relation.relname ?? "", newname);
  if (table === undefined) return;
  if (renameType === "OBJECT_COLUMN") renameColumn(table, subname, newname);
  if (renameType === "OBJECT_TABCONSTRAINT") renameKey(table, subname, newname);
  if (renameType !== "OBJECT_TABLE") return;
  tables.delete(keyOf(relation));
  tables.set(keyOf({ ...relation, relname: newname }), table);
}

function nameOf(key: string): { readonly schema: string; readonly table: string } {
  const dot = key.indexOf(".");
  return { schema: key.slice(0, dot), table: key.slice(dot + 1) };
}
