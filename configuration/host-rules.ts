/** The true superuser, of the same name as on RDS: it has no way in but from inside the server's own container or folder. */
export const superuser = "rdsadmin";
/** The role that replicas read the WAL as; its name is RDS's, too. It logs in by a certificate. */
export const replicator = "rdsrepladmin";
/** The role that PgBouncer looks up passwords as. It logs in by a certificate. */
export const poolerRole = "pgbouncer";

/**
 * Who may log in, as lines of `pg_hba.conf`; the first that fits decides. There is none for a connection without TLS:
 * PostgreSQL then refuses it with the words that clients know from RDS ("no pg_hba.conf entry for host ..., no
 * encryption").
 */
export const hostRules: readonly string[] = [
  `local   all         ${superuser}     trust`,
  "local   all         all          scram-sha-256",
  `host    all         ${superuser}     all  reject`,
  `hostssl replication ${replicator} all  cert`,
  `hostssl all         ${replicator} all  reject`,
  `hostssl all         ${poolerRole}    all  cert`,
  "hostssl all         all          all  scram-sha-256",
];
