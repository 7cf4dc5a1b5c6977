import type { Statement } from "../statement.ts";

const roleList = "pg_dumpall --roles-only of an RDS for PostgreSQL 17: rds_superuser grants it";
const dynamic =
  "The parameter group has it as dynamic, and AWS lets ALTER ROLE, ALTER DATABASE and SET change what one has the privilege for";
const extensionList =
  "In the table of extensions for 17 in the release notes, which PostgreSQL leaves to superusers";

/** What follows from the memberships of `rds_superuser` and from the lists of extensions and parameters. */
export const allowed: readonly Statement[] = [
  { sql: "CREATE ROLE owner_of_all", outcome: "ok", because: "CREATEROLE" },
  {
    sql: "CREATE SCHEMA store AUTHORIZATION owner_of_all",
    outcome: "ok",
    because: "Who makes a role may act as it, as createrole_self_grant has it",
    database: "shop",
  },
  { sql: "GRANT owner_of_all TO app", outcome: "ok", because: "CREATEROLE" },
  { sql: "GRANT pg_monitor TO app", outcome: "ok", because: roleList },
  { sql: "SELECT count(*) FROM pg_ls_waldir()", outcome: "ok", because: "pg_monitor" },
  { sql: "ALTER ROLE app SET log_statement = 'all'", outcome: "ok", because: dynamic },
  { sql: "ALTER ROLE app SET log_min_duration_statement = 100", outcome: "ok", because: dynamic },
  { sql: "SET log_min_duration_statement = 0", outcome: "ok", because: dynamic },
  { sql: "SET auto_explain.log_min_duration = 0", outcome: "ok", because: dynamic, image: true },
  { sql: "SET temp_file_limit = '1GB'", outcome: "ok", because: dynamic },
  { sql: "ALTER DATABASE shop SET work_mem = '8MB'", outcome: "ok", because: dynamic },
  { sql: "ALTER DATABASE shop SET track_io_timing = on", outcome: "ok", because: dynamic },
  {
    sql: "CREATE EXTENSION dblink",
    outcome: "ok",
    because: extensionList,
    database: "shop",
    image: true,
  },
  {
    sql: "CREATE EXTENSION amcheck; SELECT bt_index_check('items_pkey')",
    outcome: "ok",
    because: extensionList,
    database: "shop",
    image: true,
  },
];
