import { quoteLiteral, quoteName, quoteQualified } from "../quote.ts";

/** Where a statement is about. */
export interface PartitionPlace {
  readonly schema: string;
  /** The partitioned table. */
  readonly table: string;
  /** The partition. */
  readonly name: string;
}

/** A table by its name. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Values as the texts of constants, `MINVALUE` and `MAXVALUE` as they are. */
export interface BoundTexts {
  readonly from: string;
  readonly to: string;
}

/**
 * A table like the partitioned one, to be attached to it: made by CREATE TABLE ... PARTITION OF it would lock out every query of
 * the table. Its indexes, equal to the parent's, are adopted by ATTACH. An identity column is the parent's alone.
 */
export function createPartition({ schema, table, name }: PartitionPlace, tablespace: string | null): string {
  const place = tablespace === null ? "" : ` TABLESPACE ${quoteName(tablespace)}`;
  return `CREATE TABLE ${quoteQualified(schema, name)} (LIKE ${quoteQualified(schema, table)} INCLUDING ALL EXCLUDING IDENTITY)${place}`;
}

export function attachPartition({ schema, table, name }: PartitionPlace, bounds: BoundTexts): string {
  const { from, to } = { from: constant(bounds.from), to: constant(bounds.to) };
  return `ALTER TABLE ${quoteQualified(schema, table)} ATTACH PARTITION ${quoteQualified(schema, name)} FOR VALUES FROM (${from}) TO (${to})`;
}

export function attachDefault({ schema, table, name }: PartitionPlace): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} ATTACH PARTITION ${quoteQualified(schema, name)} DEFAULT`;
}

/** Without a word more it locks the whole table; CONCURRENTLY is possible outside a transaction, and without a default partition. */
export function detachPartition(
  { schema, table }: Pick<PartitionPlace, "schema" | "table">,
  partition: TableName,
  how: "" | " CONCURRENTLY" | " FINALIZE" = "",
): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} DETACH PARTITION ${quoteQualified(partition.schema, partition.name)}${how}`;
}

/** What holds of every row of a range: with it validated, ATTACH reads no row of the table under its lock. */
export function rangeCondition(column: string, { from, to }: BoundTexts): string {
  const name = quoteName(column);
  return [
    `${name} IS NOT NULL`,
    ...(from === "MINVALUE" ? [] : [`${name} >= ${constant(from)}`]),
    ...(to === "MAXVALUE" ? [] : [`${name} < ${constant(to)}`]),
  ].join(" AND ");
}

/** Name of the constraint that {@link rangeCondition} is given for the time of an ATTACH. */
const rangeConstraint = "pgstack_partition_range";

/** Holds the rows of a table that is to be attached to a range, its readers and writers going on. */
export function proveRange({ schema, name }: Omit<PartitionPlace, "table">, condition: string): string[] {
  const table = `ALTER TABLE ${quoteQualified(schema, name)}`;
  return [
    `${table} DROP CONSTRAINT IF EXISTS ${rangeConstraint}`,
    `${table} ADD CONSTRAINT ${rangeConstraint} CHECK (${condition}) NOT VALID`,
    `${table} VALIDATE CONSTRAINT ${rangeConstraint}`,
  ];
}

export function dropRangeProof({ schema, name }: Omit<PartitionPlace, "table">): string {
  return `ALTER TABLE ${quoteQualified(schema, name)} DROP CONSTRAINT IF EXISTS ${rangeConstraint}`;
}

/** Reads which of the tables $2 of schema $1 have the constraint of {@link proveRange} and are no partitions. */
export const readRangeProofs = `
  SELECT c.relname::text AS name
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND NOT c.relispartition AND k.conname = '${rangeConstraint}'
  ORDER BY 1`;

/** Moves rows from one table to another; the columns are those that are not generated. */
export function moveRows(
  from: TableName,
  to: TableName,
  columns: readonly string[],
  condition: string,
): string {
  const list = columns.map(quoteName).join(", ");
  return (
    `WITH moved AS (DELETE FROM ONLY ${quoteQualified(from.schema, from.name)} WHERE ${condition} RETURNING ${list}) ` +
    `INSERT INTO ${quoteQualified(to.schema, to.name)} (${list}) SELECT ${list} FROM moved`
  );
}

export function hasRowsWhere(schema: string, table: string, condition: string): string {
  return `SELECT EXISTS (SELECT FROM ${quoteQualified(schema, table)} WHERE ${condition}) AS filled`;
}

/**
 * Keeps writers away from a table and everybody from its default partition, until a partition is attached. Of the default one
 * alone it would not do: an INSERT that is on its way there would wait for the lock, and then fail on the partition's bounds.
 */
export function lockDefault(
  { schema, table }: Pick<PartitionPlace, "schema" | "table">,
  others: TableName,
): string[] {
  return [
    `LOCK TABLE ONLY ${quoteQualified(schema, table)} IN SHARE ROW EXCLUSIVE MODE`,
    `LOCK TABLE ONLY ${quoteQualified(others.schema, others.name)} IN ACCESS EXCLUSIVE MODE`,
  ];
}

export function dropTable(schema: string, name: string): string {
  return `DROP TABLE ${quoteQualified(schema, name)}`;
}

export function moveTable(schema: string, name: string, to: string): string {
  return `ALTER TABLE ${quoteQualified(schema, name)} SET SCHEMA ${quoteName(to)}`;
}

export function commentOnTable(schema: string, name: string, comment: string | null): string {
  return `COMMENT ON TABLE ${quoteQualified(schema, name)} IS ${comment === null ? "NULL" : quoteLiteral(comment)}`;
}

function constant(text: string): string {
  if (text === "MINVALUE" || text === "MAXVALUE") return text;
  return quoteLiteral(text.replace(/^'(.*)'$/, "$1"));
}
