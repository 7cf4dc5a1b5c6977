/**
 * Sets what a migration runs under, until the end of the transaction ($4 true) or of the session ($4 false): the role
 * $1 owns what is made, names without a schema are in $2, a lock that is waited for longer than $3 milliseconds fails.
 * `public` is where extensions have their types.
 */
export const enterMigration = `
  SELECT set_config('role', $1, $4), set_config('search_path', quote_ident($2) || ', public', $4),
         set_config('lock_timeout', $3, $4)`;

/** Undoes {@link enterMigration} for a session. */
export const leaveMigration = "RESET ROLE; RESET search_path; RESET lock_timeout";

/** The transaction's number, as `id`; a file that ended its transaction shows by another one afterwards. */
export const currentTransaction = "SELECT pg_current_xact_id()::text AS id";
