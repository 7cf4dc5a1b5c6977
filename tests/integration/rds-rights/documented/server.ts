import { documentedBy, refused } from "../statement.ts";

const master = documentedBy(
  { title: "Master user account privileges", address: "UsingWithRDS.MasterAccounts.html" },
  [
    { sql: "CHECKPOINT", outcome: "ok", because: "CHECKPOINT is in the master's list" },
    {
      sql: "SELECT count(*)::int AS replicas FROM pg_stat_replication",
      outcome: "ok",
      because: "SELECT on pg_stat_replication is in the list",
      rows: [{ replicas: 0 }],
    },
    {
      sql: `CREATE TABLE items (id int PRIMARY KEY); GRANT CREATE ON SCHEMA public TO app;
        ALTER TABLE items OWNER TO app; ALTER TABLE items OWNER TO mcp_admin`,
      outcome: "ok",
      because: "ALTER of an object's owner is in the list",
      database: "shop",
    },
    {
      sql: "CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()",
      outcome: "ok",
      because: "EXECUTE on pg_stat_statements_reset is in the list",
      database: "shop",
      image: true,
    },
    {
      sql: "CREATE EXTENSION pg_buffercache; SELECT count(*) > 0 AS cached FROM pg_buffercache",
      outcome: "ok",
      because: "SELECT on pg_buffercache is in the list",
      database: "shop",
      rows: [{ cached: true }],
      image: true,
    },
    {
      sql: "DROP EXTENSION pg_buffercache",
      outcome: "ok",
      because: "DROP EXTENSION is in the list",
      database: "shop",
      image: true,
    },
  ],
);

const files = documentedBy(
  {
    title: "Common DBA tasks for Amazon RDS for PostgreSQL",
    address: "Appendix.PostgreSQL.CommonDBATasks.html",
  },
  [
    {
      sql: "SELECT pg_read_file('pg_hba.conf')",
      outcome: refused,
      because: "No direct access to pg_hba.conf and other configuration files",
    },
    {
      sql: "ALTER SYSTEM SET work_mem = '8MB'",
      outcome: refused,
      because: "What would be in the configuration file is changed in a parameter group instead",
    },
  ],
);

const dump = documentedBy(
  {
    title: "Importing data into PostgreSQL on Amazon RDS",
    address: "PostgreSQL.Procedural.Importing.html",
  },
  [
    {
      sql: "SELECT rolname, rolpassword FROM pg_authid",
      outcome: refused,
      because: "pg_dumpall, which reads it so, wants a superuser's permissions, which nobody is given",
    },
  ],
);

const replication = documentedBy(
  {
    title: "Performing logical replication for Amazon RDS for PostgreSQL",
    address: "PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
  },
  [
    {
      sql: "CREATE PUBLICATION sold FOR TABLE items",
      outcome: "ok",
      because: "Publications and subscriptions are supported",
      database: "shop",
    },
    {
      sql: "SELECT slot_name FROM pg_replication_slots",
      outcome: "ok",
      because: "So slots are listed",
      rows: [],
    },
  ],
);

/** The server's state, files and replication. */
export const server = [...master, ...files, ...dump, ...replication];
