import { documentedBy, refused } from "../statement.ts";

const superuser = {
  title: "Understanding the rds_superuser role",
  address: "Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html",
};

const predefined = "Predefined roles can't be dropped, renamed or changed: it ends in an error";

/** What a member of `rds_superuser` may do to roles and sessions. */
export const roles = documentedBy(superuser, [
  {
    sql: `SELECT rolsuper, rolinherit, rolcreatedb, rolcreaterole, rolreplication, rolvaliduntil::text
      FROM pg_roles WHERE rolname = current_user`,
    outcome: "ok",
    because: "The master's attributes",
    rows: [
      {
        rolsuper: false,
        rolinherit: true,
        rolcreatedb: true,
        rolcreaterole: true,
        rolreplication: false,
        rolvaliduntil: "infinity",
      },
    ],
  },
  {
    sql: `SELECT rolcanlogin, pg_has_role('rds_superuser', 'pg_monitor', 'USAGE') AS monitors,
      pg_has_role('rds_superuser', 'pg_signal_backend', 'USAGE') AS signals,
      pg_has_role('rds_superuser', 'rds_replication', 'USAGE') AS replicates,
      pg_has_role('rds_superuser', 'rds_password', 'USAGE') AS passwords
      FROM pg_roles WHERE rolname = 'rds_superuser'`,
    outcome: "ok",
    because: "No login, and a member of these four",
    rows: [{ rolcanlogin: false, monitors: true, signals: true, replicates: true, passwords: true }],
  },
  { sql: "CREATE ROLE app LOGIN PASSWORD 'of-the-test'", outcome: "ok", because: "It creates roles" },
  { sql: "CREATE DATABASE shop TEMPLATE template0", outcome: "ok", because: "It creates databases" },
  { sql: "GRANT rds_superuser TO app", outcome: "ok", because: "It makes others what it is" },
  { sql: "REVOKE rds_superuser FROM app", outcome: "ok", because: "It takes rds_superuser back" },
  { sql: "GRANT rds_replication TO app", outcome: "ok", because: "It grants rds_replication" },
  { sql: "REVOKE rds_replication FROM app", outcome: "ok", because: "It revokes rds_replication" },
  { sql: "GRANT rds_password TO app", outcome: "ok", because: "It grants rds_password" },
  { sql: "REVOKE rds_password FROM app", outcome: "ok", because: "It revokes rds_password" },
  {
    sql: "SELECT DISTINCT query FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    because: "It sees the state of all connections",
    rows: [{ query: "SELECT 'of the stranger'" }],
  },
  {
    sql: "SELECT pg_cancel_backend(pid) AS done FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    because: "It stops any connection's statement",
    rows: [{ done: true }],
  },
  {
    sql: "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    because: "It stops any connection",
    rows: [{ done: true }],
  },
  {
    sql: "CREATE ROLE boss SUPERUSER",
    outcome: refused,
    because: "Superuser is expressly none of its permissions",
  },
  { sql: "ALTER ROLE app SUPERUSER", outcome: refused, because: "As above" },
  { sql: "SET ROLE rdsadmin", outcome: refused, because: "The superuser's account is out of reach" },
  { sql: "ALTER ROLE rdsadmin PASSWORD 'mine'", outcome: refused, because: predefined },
  { sql: "ALTER ROLE rdsadmin RENAME TO mine", outcome: refused, because: predefined },
  { sql: "DROP ROLE rdsadmin", outcome: refused, because: predefined },
]);
