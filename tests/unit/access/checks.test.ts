import { describe, expect, it } from "vitest";
import type { AccessFacts } from "../../../operations/access/access-facts.ts";
import type { AccessFinding } from "../../../operations/access/access-finding.ts";
import { compareAccess } from "../../../operations/access/check-access.ts";
import { clean, model, role } from "./clean-facts.ts";

const findings = (changed: Partial<AccessFacts>): AccessFinding[] => [
  ...compareAccess(model, { ...clean, ...changed }).findings,
];
const withRole = (name: string, more: Parameters<typeof role>[1]) => ({
  roles: [...clean.roles.filter((each) => each.name !== name), role(name, more)],
});
const short = (found: readonly AccessFinding[]) =>
  found.map(({ key, severity, mender, sql }) => [key, severity, mender, ...sql]);

describe("comparing access with the model", () => {
  it("finds nothing where everything is as declared, and says what it cannot see", () => {
    expect(compareAccess(model, clean)).toEqual({
      findings: [],
      unseen: [
        "which roles log in without a password: admin may not read pg_authid (a superuser may; the server asks every role for one)",
      ],
    });
  });

  it("tells of a difference all there is to know", () => {
    expect(findings(withRole("reader", { login: true, createrole: true }))).toEqual([
      {
        key: "role/reader/CREATEROLE",
        severity: "high",
        where: "role reader",
        what: "is CREATEROLE, declared is NOCREATEROLE",
        expected: "NOCREATEROLE",
        actual: "CREATEROLE",
        mender: "fix",
        sql: ['ALTER ROLE "reader" NOCREATEROLE'],
      },
    ]);
  });

  it("leaves a superuser's attributes to up, and mends them where the administrator is one", () => {
    const mighty = withRole("reader", { login: true, superuser: true, createdb: true });
    expect(short(findings(mighty))).toEqual([
      ["role/reader/SUPERUSER", "high", "up", 'ALTER ROLE "reader" NOSUPERUSER'],
      ["role/reader/CREATEDB", "high", "up", 'ALTER ROLE "reader" NOCREATEDB'],
    ]);
    const session = { ...clean.session, superuser: true };
    expect(findings({ ...mighty, session }).map(({ mender }) => mender)).toEqual(["fix", "fix"]);
  });

  it("compares login, inheritance, the limit of connections and the end of a password", () => {
    const changed = { login: false, inherit: false, connection_limit: 3, valid_until: "2030-01-01" };
    expect(short(findings(withRole("reader", changed)))).toEqual([
      ["role/reader/LOGIN", "medium", "fix", 'ALTER ROLE "reader" LOGIN'],
      ["role/reader/INHERIT", "medium", "fix", 'ALTER ROLE "reader" INHERIT'],
      ["role/reader/CONNECTION LIMIT", "medium", "fix", 'ALTER ROLE "reader" CONNECTION LIMIT -1'],
      ["role/reader/VALID UNTIL", "medium", "fix", `ALTER ROLE "reader" VALID UNTIL 'infinity'`],
    ]);
  });

  it("says a declared role that is missing, and one that nobody declared", () => {
    expect(short(findings({ roles: clean.roles.filter(({ name }) => name !== "own") }))).toEqual([
      ["role/own/missing", "medium", "up"],
    ]);
    const eve = role("eve", { login: true, owns: 2 });
    const held = { ...clean.memberships[1], role: "own", member: "eve" } as AccessFacts["memberships"][0];
    const found = findings({ roles: [...clean.roles, eve], memberships: [...clean.memberships, held] });
    expect(found.map(({ where, what }) => `${where} ${what}`)).toEqual([
      "role eve is not declared: it logs in, is a member of own, owns 2 objects here",
      "role eve is a member of own, which is not declared",
    ]);
    expect(short(found)[0]).toEqual([
      "role/eve/undeclared",
      "high",
      "hand",
      'REASSIGN OWNED BY "eve" TO CURRENT_USER',
      'DROP OWNED BY "eve"',
      'DROP ROLE "eve"',
    ]);
  });

  it("says who logs in without a password, where it can be seen", () => {
    expect(short(findings({ passwordless: ["rdsadmin", "app"] }))).toEqual([
      ["role/app/password", "high", "up"],
    ]);
  });

  it("compares memberships and their options", () => {
    const [admins, apps] = clean.memberships;
    if (admins === undefined || apps === undefined) throw new Error("there are two");
    const found = (grants: AccessFacts["memberships"]) =>
      short(findings({ memberships: [admins, ...grants] }));
    expect(found([])).toEqual([
      [
        "membership/pg_monitor/app/lacks",
        "medium",
        "fix",
        'GRANT "pg_monitor" TO "app" WITH INHERIT TRUE, SET TRUE, ADMIN FALSE',
      ],
    ]);
    expect(found([apps, { ...apps, role: "own", member: "reader" }])).toEqual([
      ["membership/own/reader/has", "high", "fix", 'REVOKE "own" FROM "reader" CASCADE'],
    ]);
    const bySuperuser = { grantor: "rdsadmin", grantor_is_superuser: true };
    expect(found([apps, { ...apps, ...bySuperuser, role: "own", member: "rds_superuser" }])).toEqual([
      [
        "membership/own/rds_superuser/has",
        "high",
        "superuser",
        'REVOKE "own" FROM "rds_superuser" GRANTED BY "rdsadmin" CASCADE',
      ],
    ]);
    expect(found([{ ...apps, admin: true, inherit: false }])).toEqual([
      [
        "membership/pg_monitor/app/options",
        "high",
        "fix",
        'REVOKE ADMIN OPTION FOR "pg_monitor" FROM "app" CASCADE',
        'GRANT "pg_monitor" TO "app" WITH INHERIT TRUE, SET TRUE, ADMIN FALSE',
      ],
    ]);
  });

  it("compares settings in this database, in all, and of every role", () => {
    const set = (role: string | null, in_database: boolean, name: string, value: string) => ({
      role,
      in_database,
      name,
      value,
    });
    expect(
      short(
        findings({
          settings: [
            set("app", true, "statement_timeout", "0"),
            set("app", false, "work_mem", "1GB"),
            set(null, true, "search_path", "evil"),
            set(null, false, "role", "own"),
            set("admin", false, "log_statement", "none"),
          ],
        }),
      ),
    ).toEqual([
      [
        "setting/app/database/statement_timeout",
        "medium",
        "fix",
        `ALTER ROLE "app" IN DATABASE "db" SET "statement_timeout" TO '5s'`,
      ],
      ["setting/app/everywhere/work_mem", "medium", "fix", 'ALTER ROLE "app" RESET "work_mem"'],
      ["setting/ALL/database/search_path", "medium", "fix", 'ALTER DATABASE "db" RESET "search_path"'],
      ["setting/ALL/everywhere/role", "medium", "superuser", 'ALTER ROLE ALL RESET "role"'],
    ]);
  });

  it("compares owners, and takes a lent right away before it changes hands", () => {
    const object = { schema: "shop", owner: "app" };
    expect(
      short(
        findings({
          schemas: clean.schemas.map((schema) =>
            schema.name === "shop" ? { ...schema, owner: "app" } : schema,
          ),
          objects: [
            ...clean.objects,
            { ...object, kind: "MATERIALIZED VIEW", name: "sums", definer: false },
            { ...object, kind: "FUNCTION", name: "total(integer)", definer: true },
          ],
        }),
      ),
    ).toEqual([
      ["owner/schema/shop", "high", "fix", 'ALTER SCHEMA "shop" OWNER TO "own"'],
      [
        "owner/materialized view/shop.sums",
        "high",
        "fix",
        'ALTER MATERIALIZED VIEW "shop"."sums" OWNER TO "own"',
      ],
      [
        "owner/function/shop.total(integer)",
        "high",
        "fix",
        'ALTER FUNCTION "shop".total(integer) SECURITY INVOKER',
        'ALTER FUNCTION "shop".total(integer) OWNER TO "own"',
      ],
    ]);
  });

  it("says routines that lend rights: another's, and those without a search_path", () => {
    const definer = { schema: "shop", name: "total()", schema_owner: "own", callers: ["PUBLIC", "reader"] };
    const found = findings({
      definers: [
        { ...definer, owner: "app", pinned: true },
        { ...definer, name: "open()", owner: "own", pinned: false },
        { ...definer, name: "shut()", owner: "own", pinned: false, callers: [] },
      ],
    });
    expect(found.map(({ where, what }) => `${where} ${what}`)).toEqual([
      "function shop.total() is SECURITY DEFINER and belongs to app; the schema is own's; PUBLIC, reader may run it",
      "function shop.open() is SECURITY DEFINER and finds its names by the caller's search_path; PUBLIC, reader may run it",
    ]);
    expect(short(found)).toEqual([
      ["definer/shop.total()/owner", "high", "fix", 'ALTER ROUTINE "shop".total() SECURITY INVOKER'],
      [
        "definer/shop.open()/search_path",
        "high",
        "hand",
        'ALTER ROUTINE "shop".open() SET search_path TO "shop", pg_temp',
      ],
    ]);
  });

  it("says schemas that nobody declared, and what is in public", () => {
    const schema = { owner: "app", of_extension: false };
    expect(
      short(
        findings({
          schemas: [
            ...clean.schemas,
            { ...schema, name: "empty", objects: 0 },
            { ...schema, name: "full", objects: 2 },
          ],
          objects: [
            ...clean.objects,
            { kind: "TABLE", schema: "public", name: "t", owner: "app", definer: false },
          ],
        }),
      ),
    ).toEqual([
      ["schema/empty/undeclared", "medium", "fix", 'DROP SCHEMA "empty"'],
      ["schema/full/undeclared", "medium", "hand", 'DROP SCHEMA "full" CASCADE'],
      ["public/table/t", "low", "hand", 'DROP TABLE public."t"'],
    ]);
  });

  it("compares privileges on the database and schema public", () => {
    expect(
      short(
        findings({
          places: [
            { kind: "DATABASE", name: "db", grantee: "PUBLIC", privilege: "TEMPORARY", grantable: false },
            { kind: "DATABASE", name: "db", grantee: "app", privilege: "CONNECT", grantable: false },
            { kind: "SCHEMA", name: "public", grantee: "PUBLIC", privilege: "CREATE", grantable: false },
            { kind: "SCHEMA", name: "public", grantee: "PUBLIC", privilege: "USAGE", grantable: false },
          ],
        }),
      ),
    ).toEqual([
      [
        "privilege/database/db/PUBLIC/has/TEMPORARY",
        "high",
        "fix",
        'REVOKE TEMPORARY ON DATABASE "db" FROM PUBLIC CASCADE',
      ],
      [
        "privilege/schema/public/PUBLIC/has/CREATE",
        "high",
        "fix",
        'REVOKE CREATE ON SCHEMA "public" FROM PUBLIC CASCADE',
      ],
      [
        "privilege/database/db/reader/lacks/CONNECT",
        "medium",
        "fix",
        'GRANT CONNECT ON DATABASE "db" TO "reader"',
      ],
    ]);
  });

  it("compares row security and policies", () => {
    const [orders] = clean.rowSecurity;
    const [mine] = orders?.policies ?? [];
    if (orders === undefined || mine === undefined) throw new Error("there is one");
    const found = (changed: Partial<typeof orders>) =>
      short(findings({ rowSecurity: [{ ...orders, ...changed }] }));
    expect(found({ enabled: false, forced: true })).toEqual([
      [
        "row-security/shop.orders/enable",
        "high",
        "fix",
        'ALTER TABLE "shop"."orders" ENABLE ROW LEVEL SECURITY',
      ],
      [
        "row-security/shop.orders/no-force",
        "medium",
        "fix",
        'ALTER TABLE "shop"."orders" NO FORCE ROW LEVEL SECURITY',
      ],
    ]);
    const create =
      'CREATE POLICY "mine" ON "shop"."orders" AS PERMISSIVE FOR ALL TO "reader" USING (owner = current_user)';
    expect(found({ policies: [] })).toEqual([["policy/shop.orders/mine", "high", "fix", create]]);
    expect(found({ policies: [{ ...mine, using: "true" }] })).toEqual([
      ["policy/shop.orders/mine", "high", "fix", 'DROP POLICY "mine" ON "shop"."orders"', create],
    ]);
    expect(found({ policies: [mine, { ...mine, name: "all" }] })).toEqual([
      ["policy/shop.orders/all", "high", "fix", 'DROP POLICY "all" ON "shop"."orders"'],
    ]);
  });

  it("says default privileges that are no schema's to declare", () => {
    const usage = { grantee: "reader", privilege: "USAGE", grantable: false };
    const found = findings({
      defaults: [
        { ...usage, creator: "own", schema: null, sort: "SCHEMAS" },
        { ...usage, creator: "app", schema: "shop", sort: "TYPES", grantable: true },
        { ...usage, creator: "eve", schema: "shop", sort: "TABLES", privilege: "SELECT", grantee: "PUBLIC" },
        // Compared with the grants of the schema, and the server's own to hold.
        { ...usage, creator: "own", schema: "shop", sort: "TABLES", privilege: "SELECT" },
        { ...usage, creator: "own", schema: null, sort: "TYPES", grantee: "pg_monitor" },
      ],
    });
    expect(found.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      "future schemas of own in any schema: reader will have USAGE, which is not declared",
      "future types of app in schema shop: reader will have USAGE WITH GRANT OPTION, which is not declared",
      "future tables of eve in schema shop: PUBLIC will have SELECT, which is not declared",
    ]);
    expect(found.flatMap(({ sql }) => sql)).toEqual([
      'ALTER DEFAULT PRIVILEGES FOR ROLE "own" REVOKE USAGE ON SCHEMAS FROM "reader" CASCADE',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "app" IN SCHEMA "shop" REVOKE USAGE ON TYPES FROM "reader" CASCADE',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "eve" IN SCHEMA "shop" REVOKE SELECT ON TABLES FROM PUBLIC CASCADE',
    ]);
  });

  it("tells missing privileges of objects apart, and folds what is alike", () => {
    const shop = clean.privileges.get("shop");
    if (shop === undefined) throw new Error("there is one");
    const rows = [
      ...shop.rows.filter(({ kind }) => kind !== "table"),
      ...["orders", "lines"].map((object) => ({
        ...{ kind: "table" as const, object, column: null, owner: "own" },
        ...{ grantee: "app", privilege: "TRUNCATE", grantable: true },
      })),
    ];
    const found = findings({ privileges: new Map([["shop", { rows, columns: [] }]]) });
    expect(found.map(({ key, fold }) => [key, fold?.many])).toEqual([
      ["privilege/table/shop.orders/app/has/TRUNCATE WITH GRANT OPTION", "tables of shop"],
      ["privilege/table/shop.lines/app/has/TRUNCATE WITH GRANT OPTION", "tables of shop"],
      ["privilege/table/shop.orders/reader/lacks/SELECT", "tables of shop"],
      ["privilege/table/shop.lines/reader/lacks/SELECT", "tables of shop"],
    ]);
    expect(new Set(found.map(({ fold }) => fold?.group)).size).toBe(2);
  });

  it("says what was given on what no declaration is about", () => {
    expect(
      short(
        findings({
          otherGrants: [{ target: "TABLE pg_catalog.pg_authid", grantee: "app", privilege: "SELECT" }],
        }),
      ),
    ).toEqual([
      [
        "privilege/other/TABLE pg_catalog.pg_authid/app/has/SELECT",
        "high",
        "fix",
        'REVOKE SELECT ON TABLE pg_catalog.pg_authid FROM "app" CASCADE',
      ],
    ]);
  });
});
