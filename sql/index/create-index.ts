import type { IndexDefinition, IndexKey } from "../../model/index-definition.ts";
import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** Where and how an index is built. */
export interface CreateIndexOptions {
  readonly schema: string;
  /** Builds without blocking writers; not possible in a transaction. @default true */
  readonly concurrently?: boolean;
}

/**
 * `CREATE INDEX` for a declared index. Never IF NOT EXISTS: that succeeds on an index that a failed build left INVALID.
 * @throws RangeError for a key with neither or both of column and expression
 */
export function createIndex(
  index: IndexDefinition,
  { schema, concurrently = true }: CreateIndexOptions,
): string {
  const parts = [
    `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${concurrently ? "CONCURRENTLY " : ""}${quoteName(index.name)}`,
    `ON ${quoteQualified(schema, index.table)} USING ${index.method ?? "btree"} (${index.keys.map(key).join(", ")})`,
  ];
  if (index.include?.length) parts.push(`INCLUDE (${index.include.map(quoteName).join(", ")})`);
  const storage = Object.entries(index.with ?? {});
  if (storage.length > 0)
    parts.push(
      `WITH (${storage.map(([name, value]) => `${quoteName(name)} = ${parameter(value)}`).join(", ")})`,
    );
  if (index.where !== undefined) parts.push(`WHERE (${index.where})`);
  return parts.join(" ");
}

function key({ column, expression, opclass, order, nulls }: IndexKey): string {
  if ((column === undefined) === (expression === undefined)) {
    throw new RangeError("an index key has either a column or an expression");
  }
  const parts = [column === undefined ? `(${expression})` : quoteName(column)];
  if (opclass !== undefined) parts.push(opclass.split(".").map(quoteName).join("."));
  if (order !== undefined) parts.push(order.toUpperCase());
  if (nulls !== undefined) parts.push(`NULLS ${nulls.toUpperCase()}`);
  return parts.join(" ");
}

function parameter(value: string | number | boolean): string {
  return typeof value === "string" ? quoteLiteral(value) : String(value);
}
