import type { ServerKind } from "../../settings/settings.ts";

/** What a role tries, logged in as itself, and the SQLSTATE it is refused with; none where it may. */
export interface Right {
  readonly sql: string;
  readonly refused?: string;
}

const denied = "42501";
const tables = [
  "commerce.customers",
  "commerce.products",
  "commerce.orders",
  "commerce.order_items",
  "rag.conversations",
  "rag.conversation_chunks",
];
/** Columns of commerce.customers that say who somebody is, and statements that would tell of them. */
const masked = [
  "SELECT email FROM commerce.customers LIMIT 1",
  "SELECT count(*) FROM commerce.customers WHERE full_name = 'A'",
  "SELECT * FROM commerce.customers LIMIT 1",
  "SELECT customers FROM commerce.customers LIMIT 1",
  "SELECT o.id FROM commerce.orders o JOIN commerce.customers c ON c.email = 'a'",
  "COPY commerce.customers TO STDOUT",
  "TABLE commerce.customers",
];
const may = (...statements: string[]): Right[] => statements.map((sql) => ({ sql }));
const mayNot = (...statements: string[]): Right[] => statements.map((sql) => ({ sql, refused: denied }));
/** One statement a table. */
const each = (statement: (table: string) => string): string[] => tables.map(statement);

/** The server's own processes, and everybody's sessions. */
const endSessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()";
/** Of another database nothing is reached, whoever asks. */
const otherDatabase: Right = { sql: "SELECT FROM postgres.pg_catalog.pg_class", refused: "0A000" };

/** What no role that logs in may do, whatever else it may. */
const administration = [
  "CREATE ROLE another",
  "ALTER ROLE mcp_owner LOGIN",
  "ALTER ROLE mcp_readonly CONNECTION LIMIT 0",
  "GRANT pg_read_server_files TO CURRENT_USER",
  "CREATE DATABASE another",
  "ALTER DATABASE mcp_db CONNECTION LIMIT 0",
  "DROP DATABASE mcp_db",
  "CREATE SCHEMA another",
  "CREATE TABLE public.mine (a int)",
  "CREATE TEMPORARY TABLE mine (a int)",
  "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE EXTENSION hstore",
  "DROP SCHEMA pgstack CASCADE",
  "SELECT count(*) FROM pgstack.migrations",
  "DELETE FROM pgstack.migrations",
  "SELECT count(*) FROM pg_authid",
  "SELECT pg_read_file('/etc/passwd')",
  "COPY (SELECT 1) TO '/tmp/mine'",
  "COPY (SELECT 1) TO PROGRAM 'cat'",
  "COPY commerce.orders FROM '/etc/passwd'",
  "SELECT pg_read_binary_file('/etc/passwd')",
  "SELECT pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, '/tmp/mine')",
  "SELECT pg_reload_conf()",
  "SELECT pg_switch_wal()",
  "CREATE TABLESPACE mine LOCATION '/tmp'",
  "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION suppress_redundant_updates_trigger()",
  "CREATE PUBLICATION mine FOR ALL TABLES",
  "CREATE SUBSCRIPTION mine CONNECTION 'host=127.0.0.1' PUBLICATION mine WITH (connect = false)",
  endSessions,
  "ALTER SYSTEM SET work_mem = '1MB'",
  "SET session_replication_role = replica",
  "SET SESSION AUTHORIZATION mcp_admin",
  "SET ROLE mcp_admin",
  "RESET SESSION AUTHORIZATION; RESET ROLE; CREATE ROLE another",
];

/** What owners do with their tables. */
const ownership = [
  "CREATE TABLE commerce.mine (a int)",
  "CREATE TABLE rag.mine (a int)",
  "TRUNCATE commerce.order_items",
  "ALTER TABLE commerce.orders ADD mine int",
  "DROP TABLE rag.conversation_chunks",
  "DROP INDEX commerce.orders_customer_id_created_at_idx",
  "CREATE INDEX ON commerce.orders (status)",
  "ALTER TABLE commerce.orders OWNER TO CURRENT_USER",
  "ALTER DEFAULT PRIVILEGES FOR ROLE mcp_owner GRANT SELECT ON TABLES TO PUBLIC",
  "SELECT setval('commerce.orders_id_seq', 1)",
  "SET ROLE mcp_owner",
];

/** What nobody sees but who is in pg_monitor. */
const statistics = ["SELECT current_setting('data_directory')", "SELECT count(*) FROM pg_ls_waldir()"];

/** What those may who only read, briefly or at length. */
const reader: readonly Right[] = [
  ...may(
    ...each((table) => `SELECT count(*) FROM ${table}`),
    "SELECT id, country, created_at FROM commerce.customers LIMIT 1",
    "SELECT country, count(*) FROM commerce.customers c JOIN commerce.orders o ON o.customer_id = c.id GROUP BY 1",
  ),
  ...mayNot(
    ...masked,
    ...each((table) => `INSERT INTO ${table} DEFAULT VALUES`),
    ...each((table) => `UPDATE ${table} SET id = DEFAULT WHERE false`),
    ...each((table) => `DELETE FROM ${table} WHERE false`),
    "SELECT nextval('commerce.orders_id_seq')",
    ...statistics,
    ...ownership,
    ...administration,
  ),
];

/** What a role that logs in may do on a kind of server. */
export function rightsOn(kind: ServerKind, role: string): readonly Right[] {
  const given = [...(rights[role] ?? []), otherDatabase, ...may("LISTEN mine", "NOTIFY mine, 'it'")];
  // The embedded server is one process, with nobody's session to end but one's own.
  if (kind === "embedded") return given.filter(({ sql }) => sql !== endSessions);
  // Real servers refuse ALTER SYSTEM to everybody, before they look who asks (allow_alter_system).
  return given.map((right) =>
    right.sql.startsWith("ALTER SYSTEM") ? { ...right, refused: "0A000" } : right,
  );
}

/** By role that logs in, the same on every server but for what `rightsOn` says. */
export const rights: Readonly<Record<string, readonly Right[]>> = {
  mcp_app: [
    ...may(
      ...each((table) => `SELECT count(*) FROM ${table}`),
      ...each((table) => `UPDATE ${table} SET id = DEFAULT WHERE false`),
      ...each((table) => `DELETE FROM ${table} WHERE false`),
      "INSERT INTO commerce.customers (email, full_name, country) VALUES ('a@b.example', 'A', 'NL')",
      "INSERT INTO rag.conversations (title) VALUES ('a') RETURNING id",
      "SELECT nextval('commerce.orders_id_seq')",
      "SELECT email, full_name FROM commerce.customers LIMIT 1",
      "SELECT '[1,2]'::vector <-> '[1,3]'::vector",
    ),
    ...mayNot(...statistics, ...ownership, ...administration),
  ],
  mcp_readonly: reader,
  mcp_reader: reader,
  mcp_monitor: [
    ...may(...statistics),
    ...mayNot(
      ...each((table) => `SELECT count(*) FROM ${table}`),
      ...each((table) => `DELETE FROM ${table} WHERE false`),
      "SELECT nextval('commerce.orders_id_seq')",
      ...ownership,
      ...administration,
    ),
  ],
  mcp_migrator: [
    ...may(
      "SET ROLE mcp_owner; CREATE TABLE commerce.later (a int); DROP TABLE commerce.later",
      "CREATE TABLE rag.later (a int)",
      "ALTER TABLE commerce.orders ADD later int",
      "TRUNCATE commerce.order_items",
      "CREATE INDEX ON commerce.orders (status)",
      "GRANT SELECT (id) ON commerce.orders TO mcp_app",
    ),
    ...mayNot("SET ROLE mcp_app", "SET ROLE mcp_readonly", ...administration),
  ],
};
