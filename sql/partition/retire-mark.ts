import { quoteQualified } from "../quote.ts";

/** What a detached partition is still to become; written into its comment before it is detached, to be gone on with. */
export type RetireStep = "keep" | "drop" | "move";

const words: Readonly<Record<RetireStep, string>> = {
  keep: "retired",
  drop: "to be dropped",
  move: "to be moved",
};

/** The line of a comment that says so, and of which table it was a partition. */
export function retireMark(schema: string, table: string, step: RetireStep): string {
  return `pgstack: ${words[step]} from ${quoteQualified(schema, table)}`;
}

/** A comment with another such line, or with none. */
export function withMark(comment: string | null, mark: string | undefined): string | null {
  const kept = (comment ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("pgstack: "));
  const lines = mark === undefined ? kept : [...kept, mark];
  return lines.length === 0 ? null : lines.join("\n");
}

/** A detached table whose comment holds such a line. */
export interface MarkedRow {
  readonly name: string;
  readonly comment: string;
}

/** Reads tables of schema $1 that are no partitions and whose comment has $2 for a line. */
export const readMarked = `
  SELECT c.relname::text AS name, d.description AS comment
  FROM pg_description d
  JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND NOT c.relispartition AND c.relkind IN ('r', 'p')
    AND $2 = ANY (string_to_array(d.description, E'\\n'))
  ORDER BY 1`;

/** Reads the comment of table $2 of schema $1. */
export const readTableComment = `
  SELECT obj_description(c.oid, 'pg_class') AS comment
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`;

/**
 * Tables that were partitions before they were detached, with the oid of the table that they were of: a part of other queries, which
 * finds them as `parent` and `oid`.
 */
export const formerPartitions = `
  SELECT p.oid AS parent, c.oid AS oid
  FROM pg_description d
  JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
  CROSS JOIN LATERAL unnest(string_to_array(d.description, E'\\n')) AS line
  JOIN pg_class p ON p.relkind = 'p'
  JOIN pg_namespace n ON n.oid = p.relnamespace
  WHERE NOT c.relispartition AND c.relkind IN ('r', 'p') AND line LIKE 'pgstack: %'
    AND line IN (${Object.values(words)
      .map(
        (word) =>
          `'pgstack: ${word} from "' || replace(n.nspname, '"', '""') || '"."' || replace(p.relname, '"', '""') || '"'`,
      )
      .join(", ")})`;
