/** How a statement is explained. */
export interface ExplainOptions {
  /** Runs it, to know times and rows. */
  readonly analyze: boolean;
  /** Plans it for any values of its parameters. PostgreSQL 16 and newer. */
  readonly generic: boolean;
}

/** Asks for the plan of one statement as JSON, which the caller has seen to be one. */
export function explainStatement(statement: string, { analyze, generic }: ExplainOptions): string {
  const options = [
    "VERBOSE",
    "FORMAT JSON",
    ...(analyze ? ["ANALYZE", "BUFFERS"] : []),
    ...(generic ? ["GENERIC_PLAN"] : []),
  ];
  // On a line of its own: the statement may end with a comment.
  return `EXPLAIN (${options.join(", ")})\n${statement}`;
}

/** What the sessions of role $1 start with in this database, as `name=value`; what is of this database comes last. */
export const readSessionSettings = `
  SELECT setting FROM pg_db_role_setting s, unnest(s.setconfig) AS setting
  WHERE s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = $1))
    AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  ORDER BY s.setrole, s.setdatabase`;

/** Whether hypothetical indexes can be had: `schema` where hypopg is installed, `available` where it could be. */
export const readHypopg = `
  SELECT (SELECT n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
          WHERE e.extname = 'hypopg') AS schema,
         EXISTS (SELECT FROM pg_available_extensions WHERE name = 'hypopg') AS available`;
