import type { IndexDefinition, IndexKey } from "../../model/index-definition.ts";
import { parseQualified, quoteParts } from "../qualified-name.ts";
import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** Where and how an index is built. */
export interface CreateIndexOptions {
  readonly schema: string;
  /** Builds without blocking writers; not possible in a transaction, nor on a partitioned table. @default true */
  readonly concurrently?: boolean;
  /** Leaves the partitions of a partitioned table alone: its index is INVALID until each has one attached. @default false */
  readonly only?: boolean;
}

/**
 * `CREATE INDEX` for a declared index. Never IF NOT EXISTS: that succeeds on an index that a failed build left INVALID.
 * @throws RangeError for a key with neither or both of column and expression, or parameters of no operator class
 */
export function createIndex(
  index: IndexDefinition,
  { schema, concurrently = true, only = false }: CreateIndexOptions,
): string {
  const { name, table, method = "btree", keys, include = [] } = index;
  const parts = [
    `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${concurrently ? "CONCURRENTLY " : ""}${quoteName(name)}`,
    `ON ${only ? "ONLY " : ""}${quoteQualified(schema, table)} USING ${method} (${keys.map(keyText).join(", ")})`,
  ];
  if (include.length > 0) parts.push(`INCLUDE (${include.map(quoteName).join(", ")})`);
  if (index.nullsNotDistinct) parts.push("NULLS NOT DISTINCT");
  const storage = parameters(index.with ?? {});
  if (storage !== "") parts.push(`WITH ${storage}`);
  if (index.tablespace !== undefined) parts.push(`TABLESPACE ${quoteName(index.tablespace)}`);
  if (index.where !== undefined) parts.push(`WHERE (${index.where})`);
  return parts.join(" ");
}

function keyText(key: IndexKey): string {
  const { column, expression, collation, opclass, opclassParameters = {}, order, nulls } = key;
  if ((column === undefined) === (expression === undefined)) {
    throw new RangeError("an index key has either a column or an expression");
  }
  const parts = [column === undefined ? `(${expression})` : quoteName(column)];
  if (collation !== undefined) parts.push(`COLLATE ${quoteParts(parseQualified(collation))}`);
  if (opclass !== undefined) parts.push(quoteParts(parseQualified(opclass)));
  const given = parameters(opclassParameters);
  if (given !== "" && opclass === undefined) {
    throw new RangeError("an index key has parameters of an operator class, and no operator class");
  }
  if (given !== "") parts.push(given);
  if (order !== undefined) parts.push(order.toUpperCase());
  if (nulls !== undefined) parts.push(`NULLS ${nulls.toUpperCase()}`);
  return parts.join(" ");
}

function parameters(values: object): string {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return "";
  return `(${entries.map(([name, value]) => `${quoteName(name)} = ${parameter(value)}`).join(", ")})`;
}

function parameter(value: string | number | boolean): string {
  return typeof value === "string" ? quoteLiteral(value) : String(value);
}
