/** A job as pg_cron has it. */
export interface JobRow {
  readonly id: number;
  readonly schedule: string;
  readonly command: string;
  readonly database: string;
  readonly role: string;
  readonly active: boolean;
}

/**
 * Reads the job of name $1. pg_cron takes a name once for each role: with an id it is the one of id $2, also when its role was
 * changed by hand, or else the one of role $3. Without an id it is anybody's, the one of role $3 first.
 */
export const readJob = `
  SELECT jobid::float8 AS id, schedule, command, database, username AS role, active
  FROM cron.job WHERE jobname = $1 AND ($2::bigint IS NULL OR jobid = $2 OR username = $3)
  ORDER BY jobid = $2 DESC NULLS LAST, username = $3 DESC NULLS LAST, jobid LIMIT 1`;

/** Whether role $1 can run jobs in database $2: as `login` and `connect`, NULL where one of the two is not there. */
export const readJobRole = `
  SELECT r.rolcanlogin AS login, has_database_privilege(r.oid, d.oid, 'CONNECT') AS connect
  FROM (VALUES ($1::text, $2::text)) AS asked (role, database)
  LEFT JOIN pg_roles r ON r.rolname = asked.role LEFT JOIN pg_database d ON d.datname = asked.database`;
