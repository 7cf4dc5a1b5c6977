import { documentedBy, refused } from "../statement.ts";

const groups = documentedBy(
  {
    title: "Working with parameters on your RDS for PostgreSQL DB instance",
    address: "Appendix.PostgreSQL.CommonDBATasks.Parameters.html",
  },
  [
    {
      sql: "SET shared_buffers = '1GB'",
      // By no means to be changed in a session, whoever asks.
      outcome: "55P02",
      because: "A static parameter: it changes by a reboot only",
    },
    {
      sql: "SELECT name, setting, boot_val, reset_val, unit FROM pg_settings WHERE name = 'work_mem'",
      outcome: "ok",
      because: "pg_settings shows the values in force",
    },
  ],
);

const memory = documentedBy(
  {
    title: "Managing temporary files with PostgreSQL",
    address: "PostgreSQL.ManagingTempFiles.html",
  },
  [
    { sql: "SET work_mem = '64MB'", outcome: "ok", because: "To be set in the session that needs it" },
    {
      sql: "SELECT count(*)::int AS files FROM pg_ls_tmpdir()",
      outcome: "ok",
      because: "Shows the temporary files there are",
      rows: [{ files: 0 }],
    },
  ],
);

const triggers = documentedBy(
  {
    title: "How can I turn off foreign keys or triggers in Amazon RDS for PostgreSQL",
    address: "https://repost.aws/knowledge-center/rds-postgresql-foreign-keys",
  },
  [
    {
      sql: "SET session_replication_role = replica",
      outcome: "ok",
      because: "The way to do it, for a session",
    },
    {
      sql: `CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (parent int REFERENCES parent);
        ALTER TABLE child DISABLE TRIGGER ALL`,
      outcome: refused,
      because: "Permission denied for a system trigger, to the primary user too",
      database: "shop",
    },
  ],
);

const secrets = documentedBy(
  {
    title: "Using the postgres_fdw extension to access external data",
    address: "postgresql-commondbatasks-fdw.html",
  },
  [
    {
      sql: "SET log_statement = 'none'",
      outcome: "ok",
      because: "To be set in a session before a password is sent",
    },
  ],
);

/** Settings, in a session and of the server. */
export const parameters = [...groups, ...memory, ...triggers, ...secrets];
