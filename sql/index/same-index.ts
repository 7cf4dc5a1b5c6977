import { readOptions } from "./index-options.ts";
import type { IndexRow } from "./read-index.ts";

/** A row of the catalog, as far as two of them are compared. */
export type ComparedIndex = Pick<
  IndexRow,
  "method" | "unique" | "nulls_not_distinct" | "keys" | "include" | "predicate" | "storage" | "tablespace"
>;

/**
 * Whether two indexes of the catalog are one definition, whatever they are called and whatever table they are on: method,
 * uniqueness, keys with their collations and operator classes, carried columns, predicate, options and tablespace.
 */
export function sameIndex(a: ComparedIndex, b: ComparedIndex): boolean {
  return compared(a) === compared(b);
}

function compared(row: ComparedIndex): string {
  const { method, unique, nulls_not_distinct, include, predicate, tablespace } = row;
  const keys = row.keys.map((key) => [
    key.column,
    key.expression,
    key.collation && [key.collation.schema, key.collation.name],
    [key.opclass.schema, key.opclass.name, readOptions(key.parameters)],
    key.descending,
    key.nulls_first,
  ]);
  return JSON.stringify([
    method,
    unique,
    nulls_not_distinct,
    keys,
    include,
    predicate,
    readOptions(row.storage),
    tablespace,
  ]);
}
