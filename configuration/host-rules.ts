import { poolerRole, replicator, superuser } from "../model/service-roles.ts";

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
