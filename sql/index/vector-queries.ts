import { quoteQualified } from "../quote.ts";
import type { VectorIndexRow } from "./read-vector-index.ts";

/** What of an index the queries against it are made of. */
export type Searched = Pick<VectorIndexRow, "schema" | "table" | "key" | "type" | "operator" | "predicate">;

/** The $2 nearest rows of the vector $1, nearest first: which row, and how far it is. */
export function nearest({ key, type, operator, ...index }: Searched): string {
  const distance = `(${key}) ${operator} $1::${type}`;
  return `SELECT ${row} AS row, ${distance} AS distance FROM ${rows(index)} ORDER BY ${distance} LIMIT $2`;
}

/** The $2 nearest rows' own keys, as texts. */
export function nearestKeys({ key, type, operator, ...index }: Searched): string {
  const distance = `(${key}) ${operator} $1::${type}`;
  return `SELECT (${key})::text AS vector FROM ${rows(index)} ORDER BY ${distance} LIMIT $2`;
}

/** Rows that the index holds, up to $1 of them: counting more takes as long as reading them. */
export function countIndexed({ key, ...index }: Searched): string {
  return `SELECT count(*)::float8 AS rows FROM (SELECT FROM ${rows(index, `(${key}) IS NOT NULL`)} LIMIT $1) AS indexed`;
}

/**
 * $1 rows by chance, the same for the same seed $2 as long as no row moves: which one, and its key as a text. The keys are read
 * when the rows are chosen.
 */
export function sampleRows({ key, ...index }: Searched): string {
  const chosen = `SELECT tableoid, ctid FROM ${rows(index, `(${key}) IS NOT NULL`)} ORDER BY hashtextextended(${row}, $2), ${row} LIMIT $1`;
  const table = quoteQualified(index.schema, index.table);
  return `
    WITH chosen AS MATERIALIZED (${chosen})
    SELECT ${row} AS row, (${key})::text AS vector FROM ${table}
    WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM chosen) ORDER BY hashtextextended(${row}, $2), ${row}`;
}

/** $1 of the vectors a query returns, by chance, the same for the same seed $2. */
export function sampleQuery(sql: string, { type }: Pick<Searched, "type">): string {
  const asked = `SELECT vector::${type}::text AS vector FROM ${vectorsOf(sql)}`;
  return `SELECT vector FROM (${asked}) AS texts ORDER BY hashtextextended(vector, $2), vector LIMIT $1`;
}

/** How many vectors a query returns, up to $1 of them. */
export function countQuery(sql: string): string {
  return `SELECT count(*)::float8 AS queries FROM (SELECT FROM ${vectorsOf(sql)} LIMIT $1) AS counted`;
}

function vectorsOf(sql: string): string {
  return `(\n${sql.trim().replace(/;$/, "")}\n) AS asked (vector) WHERE vector IS NOT NULL`;
}

/** Which row it is, also in a partitioned table. */
const row = "tableoid::text || ctid::text";

function rows(
  { schema, table, predicate }: Pick<Searched, "schema" | "table" | "predicate">,
  ...more: string[]
): string {
  const conditions = [...(predicate === null ? [] : [predicate]), ...more].map((each) => `(${each})`);
  return `${quoteQualified(schema, table)}${conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`}`;
}
