/** A foreign key of a table. */
export interface ForeignKey {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** In the constraint's order. */
  readonly columns: readonly string[];
  /** The table it points at, with its schema. */
  readonly references: string;
}

/** An index, as far as a foreign key is concerned with it. */
export interface IndexedColumns {
  readonly schema: string;
  readonly table: string;
  readonly method: string;
  /** Key columns in order; `null` for an expression. */
  readonly columns: readonly (string | null)[];
  /** Of a partial index. */
  readonly predicate: string | null;
}

/**
 * Foreign keys that no index begins with: each DELETE and each change of a key in the table they point at reads their own
 * table from end to end, holding a lock on the row meanwhile; and so does every join along them.
 */
export function uncoveredForeignKeys(
  foreignKeys: readonly ForeignKey[],
  indexes: readonly IndexedColumns[],
): ForeignKey[] {
  const byTable = Map.groupBy(indexes, ({ schema, table }) => `${schema}.${table}`);
  return foreignKeys.filter(
    (key) => !(byTable.get(`${key.schema}.${key.table}`) ?? []).some((index) => serves(index, key.columns)),
  );
}

/** The order of the columns does not matter where all are compared for equality. */
function serves({ method, columns, predicate }: IndexedColumns, wanted: readonly string[]): boolean {
  if (method !== "btree" && !(method === "hash" && wanted.length === 1)) return false;
  const first = columns.slice(0, wanted.length);
  if (!wanted.every((column) => first.includes(column))) return false;
  // A row that holds NULL refers to nothing, and need not be found.
  return predicate === null || wanted.some((column) => isNotNull(predicate, column));
}

function isNotNull(predicate: string, column: string): boolean {
  const text = predicate.replaceAll(/[()"]/g, "").trim();
  return text.toLowerCase() === `${column.toLowerCase()} is not null`;
}
