/** A change by hand: what is found, and what of it is left by a repair. */
export interface Drift {
  readonly what: string;
  /** Run one by one, by the administrator, or where it may not by the server's superuser. */
  readonly sql: readonly string[];
  readonly by?: "superuser";
  /** Is a drift only where the superuser is not the administrator, whose objects have the declared privileges. */
  readonly ofAnother?: true;
  /** Keys of all findings, sorted. */
  readonly found: readonly string[];
  /** Keys of what a repair leaves, on a server whose administrator is no superuser where that differs. @default none */
  readonly left?: { readonly superuser: readonly string[]; readonly admin: readonly string[] };
  /** Takes back what a repair leaves. */
  readonly undo?: readonly string[];
}

const everywhere = (...keys: string[]) => ({ superuser: keys, admin: keys });
const superusersOwn = (...keys: string[]) => ({ superuser: [], admin: keys });

/** @param db name of the database of the test */
export function driftsOf(db: string): readonly Drift[] {
  return [
    {
      what: "a dropped grant",
      sql: ["REVOKE UPDATE, DELETE ON shop.orders FROM app"],
      found: ["privilege/table/shop.orders/app/lacks/DELETE+UPDATE"],
    },
    {
      what: "an extra grant on a table",
      sql: ["GRANT TRUNCATE ON shop.orders TO reader"],
      found: ["privilege/table/shop.orders/reader/has/TRUNCATE"],
    },
    {
      what: "a grant on a masked column",
      sql: ["GRANT SELECT (email) ON shop.customers TO reader"],
      found: ["privilege/column/shop.customers.email/reader/has/SELECT"],
    },
    {
      what: "a masked table opened as a whole",
      sql: ["GRANT SELECT ON shop.customers TO reader"],
      found: ["privilege/table/shop.customers/reader/has/SELECT"],
    },
    {
      what: "a masked column that has another name",
      sql: ["ALTER TABLE shop.customers RENAME COLUMN email TO contact"],
      found: ["mask/shop.customers.email"],
      left: everywhere("mask/shop.customers.email"),
      undo: ["ALTER TABLE shop.customers RENAME COLUMN contact TO email"],
    },
    {
      what: "a grant that may be passed on",
      sql: ["GRANT SELECT ON shop.prices TO reader WITH GRANT OPTION"],
      found: ["privilege/table/shop.prices/reader/has/SELECT WITH GRANT OPTION"],
    },
    {
      what: "a grant to PUBLIC on a table, a function, a sequence and a schema",
      sql: [
        "GRANT SELECT ON shop.totals TO PUBLIC",
        "GRANT EXECUTE ON FUNCTION shop.total() TO PUBLIC",
        "GRANT USAGE ON SEQUENCE shop.numbers TO PUBLIC",
        "GRANT USAGE ON SCHEMA audit TO PUBLIC",
      ],
      found: [
        "privilege/function/shop.total()/PUBLIC/has/EXECUTE",
        "privilege/schema/audit/PUBLIC/has/USAGE",
        "privilege/sequence/shop.numbers/PUBLIC/has/USAGE",
        "privilege/table/shop.totals/PUBLIC/has/SELECT",
      ],
    },
    {
      what: "a new table without grants",
      sql: [
        "SET ROLE own",
        "CREATE TABLE shop.late (id int)",
        "REVOKE ALL ON shop.late FROM app, reader",
        "RESET ROLE",
      ],
      found: [
        "privilege/table/shop.late/app/lacks/DELETE+INSERT+SELECT+UPDATE",
        "privilege/table/shop.late/reader/lacks/SELECT",
      ],
      undo: ["DROP TABLE shop.late"],
    },
    {
      what: "a role's setting, in this database, in all and for every role here",
      sql: [
        `ALTER ROLE app IN DATABASE ${db} SET statement_timeout = 0`,
        `ALTER ROLE app IN DATABASE ${db} RESET search_path`,
        "ALTER ROLE reader SET work_mem = '1GB'",
        `ALTER DATABASE ${db} SET search_path = audit`,
      ],
      found: [
        "setting/ALL/database/search_path",
        "setting/app/database/search_path",
        "setting/app/database/statement_timeout",
        "setting/reader/everywhere/work_mem",
      ],
    },
    {
      what: "a setting for all roles in all databases",
      by: "superuser",
      sql: ["ALTER ROLE ALL SET work_mem = '900MB'"],
      found: ["setting/ALL/everywhere/work_mem"],
      left: superusersOwn("setting/ALL/everywhere/work_mem"),
      undo: ["ALTER ROLE ALL RESET work_mem"],
    },
    {
      what: "default privileges that were added and dropped",
      sql: [
        "ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA shop GRANT DELETE ON TABLES TO reader",
        "ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA audit REVOKE INSERT ON TABLES FROM app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE own GRANT EXECUTE ON FUNCTIONS TO PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE own GRANT USAGE ON SCHEMAS TO reader",
      ],
      found: [
        "default/schemas/own/*/reader/has/USAGE",
        "privilege/future/functions of own in any schema/PUBLIC/has/EXECUTE",
        "privilege/future/tables of own in schema audit/app/lacks/INSERT",
        "privilege/future/tables of own in schema shop/reader/has/DELETE",
      ],
    },
    {
      what: "row security that is off",
      sql: ["ALTER TABLE shop.orders DISABLE ROW LEVEL SECURITY"],
      found: ["row-security/shop.orders/enable"],
    },
    {
      what: "policies that were dropped, changed and added",
      sql: [
        "DROP POLICY all_rows ON shop.orders",
        "ALTER POLICY own_rows ON shop.orders USING (true)",
        "CREATE POLICY more ON shop.orders TO reader USING (true)",
      ],
      found: ["policy/shop.orders/all_rows", "policy/shop.orders/more", "policy/shop.orders/own_rows"],
    },
    {
      what: "row security where nobody declared it",
      sql: ["ALTER TABLE audit.events ENABLE ROW LEVEL SECURITY"],
      found: ["row-security/audit.events/disable"],
    },
    {
      what: "attributes that the administrator may give",
      sql: [
        "ALTER ROLE app CREATEDB CREATEROLE CONNECTION LIMIT 3",
        "ALTER ROLE own LOGIN",
        "ALTER ROLE reader NOINHERIT",
      ],
      found: [
        "role/app/CONNECTION LIMIT",
        "role/app/CREATEDB",
        "role/app/CREATEROLE",
        "role/own/LOGIN",
        "role/reader/INHERIT",
      ],
    },
    {
      what: "a superuser",
      by: "superuser",
      sql: ["ALTER ROLE app SUPERUSER", "ALTER ROLE reader BYPASSRLS REPLICATION"],
      found: ["role/app/SUPERUSER", "role/reader/BYPASSRLS", "role/reader/REPLICATION"],
      left: superusersOwn("role/app/SUPERUSER", "role/reader/BYPASSRLS", "role/reader/REPLICATION"),
      undo: ["ALTER ROLE app NOSUPERUSER", "ALTER ROLE reader NOBYPASSRLS NOREPLICATION"],
    },
    {
      what: "another owner of a schema, a table and a function",
      sql: [
        "ALTER SCHEMA audit OWNER TO app",
        "GRANT CREATE ON SCHEMA shop TO app",
        "ALTER TABLE shop.orders OWNER TO app",
        "ALTER FUNCTION shop.total() OWNER TO app",
        "REVOKE CREATE ON SCHEMA shop FROM app",
      ],
      found: ["owner/function/shop.total()", "owner/schema/audit", "owner/table/shop.orders"],
    },
    {
      what: "memberships that were added, and passed on",
      sql: ["GRANT own TO app", "GRANT pg_read_all_data TO reader", "GRANT own TO migrator WITH ADMIN TRUE"],
      found: [
        "membership/own/app/has",
        "membership/own/migrator/options",
        "membership/pg_read_all_data/reader/has",
      ],
    },
    {
      what: "a membership that was dropped, and one that is not inherited",
      sql: ["REVOKE pg_monitor FROM monitor", "GRANT own TO migrator WITH INHERIT FALSE, SET FALSE"],
      found: ["membership/own/migrator/options", "membership/pg_monitor/monitor/lacks"],
    },
    {
      what: "schemas that nobody declared",
      sql: ["CREATE SCHEMA empty", "CREATE SCHEMA full_of_things", "CREATE TABLE full_of_things.a (id int)"],
      found: ["schema/empty/undeclared", "schema/full_of_things/undeclared"],
      left: everywhere("schema/full_of_things/undeclared"),
      undo: ["DROP SCHEMA full_of_things CASCADE"],
    },
    {
      what: "a function that lends another's rights",
      sql: [
        "GRANT CREATE ON SCHEMA shop TO app",
        "SET ROLE app",
        "CREATE FUNCTION shop.lend() RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = shop AS 'SELECT current_user::text'",
        "RESET ROLE",
        "REVOKE CREATE ON SCHEMA shop FROM app",
      ],
      found: [
        "definer/shop.lend()/owner",
        "owner/function/shop.lend()",
        "privilege/function/shop.lend()/PUBLIC/has/EXECUTE",
      ],
      undo: ["DROP FUNCTION shop.lend()"],
    },
    {
      what: "a function whose caller says where its names are found",
      sql: ["ALTER FUNCTION shop.total() SECURITY DEFINER"],
      found: ["definer/shop.total()/search_path"],
      left: everywhere("definer/shop.total()/search_path"),
      undo: ["ALTER FUNCTION shop.total() SECURITY INVOKER"],
    },
    {
      what: "roles that nobody declared",
      sql: [
        "CREATE ROLE eve LOGIN PASSWORD 'of-eve-1'",
        "GRANT own TO eve",
        "GRANT SELECT ON shop.items TO eve",
      ],
      found: ["membership/own/eve/has", "privilege/table/shop.items/eve/has/SELECT", "role/eve/undeclared"],
      left: everywhere("role/eve/undeclared"),
      undo: ["DROP OWNED BY eve", "DROP ROLE eve"],
    },
    {
      what: "an object in schema public",
      sql: ["CREATE TABLE public.mine (id int)"],
      found: ["public/table/mine"],
      left: everywhere("public/table/mine"),
      undo: ["DROP TABLE public.mine"],
    },
    {
      what: "the database opened to everybody, and closed to a role",
      sql: [
        `GRANT CONNECT, TEMPORARY ON DATABASE ${db} TO PUBLIC`,
        `GRANT CREATE ON DATABASE ${db} TO app`,
        `REVOKE CONNECT ON DATABASE ${db} FROM reader`,
        "GRANT CREATE ON SCHEMA public TO app",
      ],
      found: [
        `privilege/database/${db}/PUBLIC/has/CONNECT`,
        `privilege/database/${db}/PUBLIC/has/TEMPORARY`,
        `privilege/database/${db}/app/has/CREATE`,
        `privilege/database/${db}/reader/lacks/CONNECT`,
        "privilege/schema/public/app/has/CREATE",
      ],
    },
    {
      what: "a grant on the server's own catalog and on a parameter",
      by: "superuser",
      sql: [
        "GRANT SELECT ON pg_authid TO app",
        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO reader",
        "GRANT SET ON PARAMETER log_statement TO app",
      ],
      found: [
        "privilege/other/PARAMETER log_statement/app/has/SET",
        "privilege/other/ROUTINE pg_catalog.pg_read_file(text)/reader/has/EXECUTE",
        "privilege/other/TABLE pg_catalog.pg_authid/app/has/SELECT",
      ],
      left: superusersOwn(
        "privilege/other/PARAMETER log_statement/app/has/SET",
        "privilege/other/ROUTINE pg_catalog.pg_read_file(text)/reader/has/EXECUTE",
        "privilege/other/TABLE pg_catalog.pg_authid/app/has/SELECT",
      ),
      undo: [
        "REVOKE SELECT ON pg_authid FROM app",
        "REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM reader",
        "REVOKE SET ON PARAMETER log_statement FROM app",
      ],
    },
    {
      what: "a membership that the superuser gave",
      by: "superuser",
      sql: ["GRANT own TO reader"],
      found: ["membership/own/reader/has"],
      left: superusersOwn("membership/own/reader/has"),
      undo: ["REVOKE own FROM reader"],
    },
    {
      what: "a table that the superuser made",
      by: "superuser",
      ofAnother: true,
      sql: ["CREATE TABLE shop.foreign_body (id int)"],
      found: [
        "owner/table/shop.foreign_body",
        "privilege/table/shop.foreign_body/app/lacks/DELETE+INSERT+SELECT+UPDATE",
        "privilege/table/shop.foreign_body/reader/lacks/SELECT",
      ],
      left: superusersOwn(
        "owner/table/shop.foreign_body",
        "privilege/table/shop.foreign_body/app/lacks/DELETE+INSERT+SELECT+UPDATE",
        "privilege/table/shop.foreign_body/reader/lacks/SELECT",
      ),
      undo: ["DROP TABLE IF EXISTS shop.foreign_body"],
    },
  ];
}
