/** A statement of the administrator's, and what RDS for PostgreSQL 17 answers its master user. */
export interface Statement {
  readonly sql: string;
  /** `ok`, or the SQLSTATE it is refused with. */
  readonly outcome: string;
  /** Title of AWS's page that says so. */
  readonly source: string;
  /** @default postgres */
  readonly database?: string;
  /** Rows that the last one gives, where they matter. */
  readonly rows?: readonly Record<string, unknown>[];
  /** It wants what the image brings: extensions that are trusted, libraries that are preloaded. */
  readonly image?: true;
}

const superuser = "Understanding the rds_superuser role";
const overview = "Amazon RDS for PostgreSQL";
const parameters = "Working with parameters on your RDS for PostgreSQL DB instance";
const passwords = "Controlling user access to PostgreSQL";
const extensions = "Extension versions for Amazon RDS for PostgreSQL";
const cron = "Scheduling maintenance with the PostgreSQL pg_cron extension";
const audit = "Using pgAudit to log database activity";
const partitions = "Managing PostgreSQL partitions with the pg_partman extension";
const repack = "Reducing bloat in tables and indexes with the pg_repack extension";
const wrappers = "Using the postgres_fdw extension to access external data";
const upgrades = "Using PostgreSQL extensions with Amazon RDS for PostgreSQL";
const iam = "Creating a database account using IAM authentication";
const import_ = "Importing data into PostgreSQL on Amazon RDS";
const monitoring = "Tuning PostgreSQL parameters in Amazon RDS and Amazon Aurora PostgreSQL";

const refused = "42501";
const unavailable = "0A000";

/**
 * In order: what one makes the next ones use. `theirs` is a database of the superuser's, `app` a role of the administrator's,
 * `stranger` one that the superuser made.
 */
export const statements: readonly Statement[] = [
  { sql: "CREATE ROLE app LOGIN PASSWORD 'of-the-test'", outcome: "ok", source: superuser },
  { sql: "CREATE ROLE owner_of_all", outcome: "ok", source: superuser },
  { sql: "CREATE DATABASE shop TEMPLATE template0", outcome: "ok", source: superuser },
  {
    sql: "CREATE SCHEMA store AUTHORIZATION owner_of_all",
    outcome: "ok",
    source: superuser,
    database: "shop",
  },
  { sql: "GRANT owner_of_all TO app", outcome: "ok", source: superuser },
  { sql: "GRANT rds_superuser TO app", outcome: "ok", source: superuser },
  { sql: "REVOKE rds_superuser FROM app", outcome: "ok", source: superuser },
  { sql: "GRANT rds_replication TO app", outcome: "ok", source: superuser },
  { sql: "GRANT rds_password TO app", outcome: "ok", source: superuser },
  { sql: "REVOKE rds_password FROM app", outcome: "ok", source: superuser },
  { sql: "GRANT rds_iam TO app", outcome: "ok", source: iam },
  { sql: "GRANT pg_monitor TO app", outcome: "ok", source: superuser },
  { sql: "ALTER ROLE app PASSWORD 'another'", outcome: "ok", source: passwords },
  { sql: "ALTER ROLE app VALID UNTIL 'infinity'", outcome: "ok", source: passwords },
  { sql: "ALTER ROLE app SET log_statement = 'all'", outcome: "ok", source: parameters },
  { sql: "ALTER ROLE app SET log_min_duration_statement = 100", outcome: "ok", source: parameters },
  { sql: "ALTER DATABASE shop SET work_mem = '8MB'", outcome: "ok", source: parameters },
  { sql: "ALTER DATABASE shop SET track_io_timing = on", outcome: "ok", source: parameters },
  { sql: "SET session_replication_role = replica", outcome: "ok", source: import_ },
  { sql: "SET log_min_duration_statement = 0", outcome: "ok", source: parameters },
  { sql: "SET auto_explain.log_min_duration = 0", outcome: "ok", source: monitoring, image: true },
  { sql: "SET temp_file_limit = '1GB'", outcome: "ok", source: "Managing temporary files with PostgreSQL" },
  { sql: "CHECKPOINT", outcome: "ok", source: superuser },
  {
    sql: "SELECT DISTINCT query FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    source: superuser,
    rows: [{ query: "SELECT 'of the stranger'" }],
  },
  {
    sql: "SELECT pg_cancel_backend(pid) AS done FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    source: superuser,
    rows: [{ done: true }],
  },
  {
    sql: "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE usename = 'stranger'",
    outcome: "ok",
    source: superuser,
    rows: [{ done: true }],
  },
  {
    sql: "CREATE TABLE items (id int PRIMARY KEY); CREATE PUBLICATION sold FOR TABLE items",
    outcome: "ok",
    source: "Performing logical replication for Amazon RDS for PostgreSQL",
    database: "shop",
  },
  { sql: "SELECT count(*) FROM pg_ls_waldir()", outcome: "ok", source: superuser },
  { sql: "CREATE EXTENSION pg_trgm", outcome: "ok", source: extensions, database: "shop" },
  { sql: "CREATE EXTENSION pgcrypto", outcome: "ok", source: extensions, database: "shop" },

  { sql: "CREATE EXTENSION vector", outcome: "ok", source: extensions, database: "shop", image: true },
  {
    sql: "CREATE EXTENSION pg_stat_statements",
    outcome: "ok",
    source: extensions,
    database: "shop",
    image: true,
  },
  {
    sql: "SELECT pg_stat_statements_reset()",
    outcome: "ok",
    source: monitoring,
    database: "shop",
    image: true,
  },
  { sql: "CREATE EXTENSION hypopg", outcome: "ok", source: extensions, database: "shop", image: true },
  { sql: "CREATE EXTENSION pg_repack", outcome: "ok", source: repack, database: "shop", image: true },
  {
    sql: "CREATE SCHEMA partman; CREATE EXTENSION pg_partman WITH SCHEMA partman",
    outcome: "ok",
    source: partitions,
    database: "shop",
    image: true,
  },
  { sql: "CREATE EXTENSION dblink", outcome: "ok", source: extensions, database: "shop", image: true },
  { sql: "CREATE EXTENSION postgres_fdw", outcome: "ok", source: wrappers, database: "shop", image: true },
  {
    sql: "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example')",
    outcome: "ok",
    source: wrappers,
    database: "shop",
    image: true,
  },
  { sql: "CREATE EXTENSION pgaudit", outcome: "ok", source: audit, database: "shop", image: true },
  { sql: "ALTER DATABASE shop SET pgaudit.log = 'ddl'", outcome: "ok", source: audit, image: true },
  { sql: "ALTER ROLE app SET pgaudit.log = 'all'", outcome: "ok", source: audit, image: true },
  { sql: "CREATE EXTENSION pg_cron", outcome: "ok", source: cron, image: true },
  {
    sql: "SELECT cron.schedule('nightly', '0 3 * * *', 'VACUUM') > 0 AS done",
    outcome: "ok",
    source: cron,
    rows: [{ done: true }],
    image: true,
  },
  { sql: "ALTER EXTENSION vector UPDATE", outcome: "ok", source: upgrades, database: "shop", image: true },

  { sql: "ALTER SYSTEM SET work_mem = '8MB'", outcome: refused, source: parameters },
  { sql: "SELECT pg_reload_conf()", outcome: refused, source: parameters },
  // By no means to be changed in a session, whoever asks.
  { sql: "SET shared_buffers = '1GB'", outcome: "55P02", source: parameters },
  { sql: "CREATE ROLE boss SUPERUSER", outcome: refused, source: superuser },
  { sql: "ALTER ROLE app SUPERUSER", outcome: refused, source: superuser },
  { sql: "CREATE ROLE copy REPLICATION", outcome: refused, source: superuser },
  { sql: "CREATE ROLE free BYPASSRLS", outcome: refused, source: superuser },
  { sql: "ALTER ROLE rdsadmin PASSWORD 'mine'", outcome: refused, source: superuser },
  { sql: "DROP ROLE rdsadmin", outcome: refused, source: superuser },
  { sql: "GRANT rdsadmin TO app", outcome: refused, source: superuser },
  { sql: "SET ROLE rdsadmin", outcome: refused, source: superuser },
  { sql: "GRANT pg_read_server_files TO app", outcome: refused, source: overview },
  { sql: "GRANT pg_execute_server_program TO app", outcome: refused, source: overview },
  { sql: "COPY (SELECT 1) TO '/tmp/out'", outcome: refused, source: import_ },
  { sql: "CREATE TEMP TABLE t (line text); COPY t FROM '/etc/passwd'", outcome: refused, source: import_ },
  { sql: "COPY (SELECT 1) TO PROGRAM 'cat'", outcome: refused, source: import_ },
  { sql: "SELECT pg_read_file('PG_VERSION')", outcome: refused, source: overview },
  { sql: "SELECT pg_ls_dir('.')", outcome: refused, source: overview },
  { sql: "SELECT lo_import('/etc/passwd')", outcome: refused, source: overview },
  { sql: "SELECT rolpassword FROM pg_authid", outcome: refused, source: overview },
  { sql: "SELECT passwd FROM pg_shadow", outcome: refused, source: overview },
  { sql: "UPDATE pg_database SET datallowconn = true", outcome: refused, source: overview },
  {
    sql: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rdsadmin' AND backend_type = 'client backend'",
    outcome: refused,
    source: superuser,
  },
  { sql: "SELECT pg_promote()", outcome: refused, source: overview },
  { sql: "SELECT pg_switch_wal()", outcome: refused, source: overview },
  { sql: "DROP DATABASE theirs", outcome: refused, source: superuser },
  { sql: "CREATE EXTENSION file_fdw", outcome: refused, source: extensions, image: true },
  { sql: "CREATE EXTENSION plpython3u", outcome: unavailable, source: extensions, image: true },
  { sql: "CREATE EXTENSION adminpack", outcome: unavailable, source: extensions },
  {
    sql: "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'",
    outcome: refused,
    source: overview,
    database: "shop",
  },
  {
    sql: "CREATE LANGUAGE mine HANDLER plpgsql_call_handler",
    outcome: refused,
    source: overview,
    database: "shop",
  },
  { sql: "LOAD '/tmp/lib.so'", outcome: refused, source: overview },
  { sql: "SET session_preload_libraries = 'auto_explain'", outcome: refused, source: parameters },
];
