/**
 * Roles that a server of this machine has beside the declared ones, named as on RDS where RDS has them. None has a password,
 * and none can be the name of an administrator or of a declared role.
 */

/** The true superuser: no way in but from inside the server's own container or folder. */
export const superuser = "rdsadmin";
/** Reads the WAL, for replicas. It logs in by a certificate. */
export const replicator = "rdsrepladmin";
/** Looks up verifiers, for PgBouncer. It logs in by a certificate. */
export const poolerRole = "pgbouncer";
