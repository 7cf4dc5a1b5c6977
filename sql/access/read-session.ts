/** Who looks at a database, and what it may see there. */
export interface SessionRow {
  readonly user: string;
  readonly database: string;
  readonly superuser: boolean;
  /** Whether it may look at `pg_authid`: no administrator of RDS may. */
  readonly reads_verifiers: boolean;
  readonly major_version: number;
}

/** Reads one {@link SessionRow}. */
export const readSession = `
  SELECT current_user::text AS "user", current_database()::text AS database, r.rolsuper AS superuser,
         has_table_privilege('pg_catalog.pg_authid', 'SELECT') AS reads_verifiers,
         current_setting('server_version_num')::int / 10000 AS major_version
  FROM pg_roles r WHERE r.rolname = current_user`;
