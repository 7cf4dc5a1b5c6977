import { quoteQualified } from "../../quote.ts";

/** A statement that was run, its constants replaced by `$n`. */
export interface StatementFact {
  readonly query: string;
  readonly calls: number;
}

/** How many are looked at, the most called first. */
const most = 500;

/** Statements of this database that have an operator of pgvector's in them, from the view in this schema. */
export function distanceStatements(schema: string): string {
  return `
  SELECT s.query, sum(s.calls)::float8 AS calls FROM ${quoteQualified(schema, "pg_stat_statements")} s
  WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND s.query ~ '<->|<=>|<#>|<\\+>|<~>|<%>' AND s.query !~* '^\\s*(explain|create|comment|prepare)\\M'
  GROUP BY s.query ORDER BY 2 DESC, 1 LIMIT ${most}`;
}
