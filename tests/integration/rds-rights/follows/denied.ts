import { refused, type Statement } from "../statement.ts";

const unavailable = "0A000";
const files = "No access to the host, whose files and programs it would reach";
const noSuperuser = "PostgreSQL asks for a superuser, which nobody is";
const noList = "Not in the table of extensions for 17 in the release notes";
const owner = "PostgreSQL asks for the owner";

/** What follows from having neither a superuser nor access to the host. */
export const denied: readonly Statement[] = [
  { sql: "CREATE ROLE copy REPLICATION", outcome: refused, because: "Only who has it gives REPLICATION" },
  { sql: "CREATE ROLE free BYPASSRLS", outcome: refused, because: "Only who has it gives BYPASSRLS" },
  { sql: "GRANT rdsadmin TO app", outcome: refused, because: noSuperuser },
  { sql: "GRANT pg_read_server_files TO app", outcome: refused, because: files },
  { sql: "GRANT pg_write_server_files TO app", outcome: refused, because: files },
  { sql: "GRANT pg_execute_server_program TO app", outcome: refused, because: files },
  { sql: "COPY (SELECT 1) TO '/tmp/out'", outcome: refused, because: files },
  { sql: "CREATE TEMP TABLE t (line text); COPY t FROM '/etc/passwd'", outcome: refused, because: files },
  { sql: "COPY (SELECT 1) TO PROGRAM 'cat'", outcome: refused, because: files },
  { sql: "SELECT pg_read_file('PG_VERSION')", outcome: refused, because: files },
  { sql: "SELECT pg_ls_dir('.')", outcome: refused, because: files },
  { sql: "SELECT lo_import('/etc/passwd')", outcome: refused, because: files },
  { sql: "SELECT lo_export(1, '/tmp/out')", outcome: refused, because: files },
  { sql: "SELECT * FROM pg_hba_file_rules", outcome: refused, because: files },
  { sql: "LOAD '/tmp/lib.so'", outcome: refused, because: files },
  {
    sql: "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'",
    outcome: refused,
    because: files,
    database: "shop",
  },
  {
    sql: "CREATE LANGUAGE mine HANDLER plpgsql_call_handler",
    outcome: refused,
    because: noSuperuser,
    database: "shop",
  },
  { sql: "SELECT passwd FROM pg_shadow", outcome: refused, because: noSuperuser },
  { sql: "UPDATE pg_database SET datallowconn = true", outcome: refused, because: noSuperuser },
  { sql: "SELECT pg_reload_conf()", outcome: refused, because: noSuperuser },
  { sql: "SELECT pg_promote()", outcome: refused, because: noSuperuser },
  { sql: "SELECT pg_switch_wal()", outcome: refused, because: noSuperuser },
  {
    sql: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rdsadmin' AND backend_type = 'client backend'",
    outcome: refused,
    because: "pg_signal_backend does not reach a superuser's session",
  },
  { sql: "SET session_preload_libraries = 'auto_explain'", outcome: refused, because: noSuperuser },
  { sql: "DROP DATABASE theirs", outcome: refused, because: owner },
  { sql: "CREATE EXTENSION file_fdw", outcome: refused, because: noList, image: true },
  { sql: "CREATE EXTENSION plpython3u", outcome: unavailable, because: noList, image: true },
  { sql: "CREATE EXTENSION adminpack", outcome: unavailable, because: noList },
];
