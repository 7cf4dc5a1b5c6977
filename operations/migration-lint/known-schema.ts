import type { Node, RangeVar, RenameStmt } from "libpg-query";
import { changedTable, type KnownTable, tableOf, withRenamedColumn } from "./known-table.ts";
import { nodeOf, nodesOf, textsOf } from "./tree/node-of.ts";
import { type Relation, relationKey, relationOf } from "./tree/relation.ts";
import type { ColumnType } from "./tree/type-of.ts";

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
    const checks = [...(this.#table(table)?.checks.values() ?? [])];
    return checks.some(({ columns, isNotNull, valid }) => isNotNull && valid && columns[0] === column);
  }

  /** Names of the valid CHECK constraints that read the column. */
  checksOn(table: Relation, column: string): string[] {
    return [...(this.#table(table)?.checks ?? [])]
      .filter(([, { columns, valid }]) => valid && columns.includes(column))
      .map(([name]) => name);
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
      const commands = nodesOf(alter.cmds, "AlterTableCmd");
      const { relname = "" } = alter.relation;
      this.#tables.set(
        this.#key(alter.relation),
        changedTable(this.#table(alter.relation), relname, commands),
      );
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
    this.#tables.set(key, tableOf(relation.relname ?? "", elements));
  }

  #rename({ renameType, relation, subname = "", newname = "" }: RenameStmt): void {
    if (!relation) return;
    const from = this.#key(relation);
    const to = this.#key({ ...relation, relname: newname });
    const table = this.#tables.get(from);
    if (renameType === "OBJECT_COLUMN") {
      this.#tables.set(from, withRenamedColumn(table, subname, newname));
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
