import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "./access-server.ts";

describe.each(["embedded", "native"] as const)("access on the %s server", (kind) => {
  let server: AccessServer;
  const sql = (text: string) => server.admin.query(text);
  const denied = "42501";

  beforeAll(async () => {
    if (kind === "embedded" || hasPostgres) server = await accessServer(kind);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  describe("Privileges", () => {
    const grants = [
      { role: "app", tables: ["SELECT", "INSERT"], sequences: ["USAGE"] },
      { role: "reader", tables: ["SELECT"] },
    ];
    const masks = [{ table: "people", columns: ["email"], hiddenFrom: ["reader"] }];
    const declared = () => ({
      schema: "app",
      owner: "own",
      grants,
      creators: ["own", "migrator", server.boss],
      masks,
    });
    const drift = () => server.drift("Privileges", "app", { ...declared(), differences: [] }, declared());

    it("are had on what each creator makes later, in whatever way it makes it", async () => {
      expect((await server.plugIn.check("Privileges", declared())).failures).toEqual([]);
      await server.plugIn.create("Privileges", declared());
      await sql("CREATE TABLE app.by_boss (a int)");
      await sql("SET ROLE own; CREATE TABLE app.by_own (a int); RESET ROLE");
      expect(await server.tries("migrator", "CREATE TABLE app.by_migrator (a int)")).toEqual([]);
      for (const table of ["by_boss", "by_own", "by_migrator"]) {
        expect(await server.tries("app", `INSERT INTO app.${table} VALUES (1) RETURNING a`)).toEqual([
          { a: 1 },
        ]);
        expect(await server.tries("reader", `SELECT a FROM app.${table}`)).toEqual([{ a: 1 }]);
        expect(await server.tries("reader", `DELETE FROM app.${table}`)).toBe(denied);
      }
      expect(await server.tries("outsider", "SELECT a FROM app.by_own")).toBe(denied);
      expect(
        (await server.plugIn.read("Privileges", "app", declared(), declared())).outputs.differences,
      ).toEqual([]);
    });

    it("hide a column from those it is masked for, and show the others", async () => {
      expect(await server.tries("reader", "SELECT DISTINCT country FROM app.people")).toEqual([
        { country: "NL" },
      ]);
      expect(await server.tries("reader", "SELECT count(*)::int AS n FROM app.people")).toEqual([{ n: 10 }]);
      for (const attempt of [
        "SELECT email FROM app.people",
        "SELECT * FROM app.people",
        "SELECT people FROM app.people",
        "SELECT id FROM app.people WHERE email = 'p1@example.com'",
        "SELECT id FROM app.people ORDER BY email",
        "COPY app.people (email) TO STDOUT",
      ])
        expect({ attempt, code: await server.tries("reader", attempt) }).toEqual({ attempt, code: denied });
      expect(await server.tries("app", "SELECT email FROM app.people WHERE id = 1")).toEqual([
        { email: "p1@example.com" },
      ]);
    });

    it("show a column that is added later once they are applied again, and not before", async () => {
      await sql("ALTER TABLE app.people ADD phone text DEFAULT '1'");
      expect(await server.tries("reader", "SELECT DISTINCT phone FROM app.people")).toBe(denied);
      expect(await drift()).toEqual({
        words: ["app.people.phone: reader lacks SELECT"],
        shown: ["differences"],
        after: [],
      });
      expect(await server.tries("reader", "SELECT DISTINCT phone FROM app.people")).toEqual([{ phone: "1" }]);
      await sql("ALTER TABLE app.people DROP phone");
    });

    it("hide a column of partitions too, and of one that is made later until they are applied again", async () => {
      await sql(`SET ROLE own; CREATE TABLE app.visits (id int, ip text) PARTITION BY LIST (id);
        CREATE TABLE app.visits_1 PARTITION OF app.visits FOR VALUES IN (1);
        INSERT INTO app.visits VALUES (1, '10.0.0.1'); RESET ROLE`);
      const inputs = {
        ...declared(),
        masks: [...masks, { table: "visits", columns: ["ip"], hiddenFrom: ["reader"] }],
      };
      await server.plugIn.update("Privileges", "app", declared(), inputs);
      await sql(
        "SET ROLE own; CREATE TABLE app.visits_2 PARTITION OF app.visits FOR VALUES IN (2); RESET ROLE",
      );
      expect(await server.tries("reader", "SELECT id FROM app.visits")).toEqual([{ id: 1 }]);
      for (const table of ["visits", "visits_1", "visits_2"])
        expect({ table, code: await server.tries("reader", `SELECT ip FROM app.${table}`) }).toEqual({
          table,
          code: denied,
        });
      expect(await server.tries("reader", "SELECT id FROM app.visits_2")).toBe(denied);
      await server.plugIn.update("Privileges", "app", inputs, inputs);
      expect(await server.tries("reader", "SELECT id FROM app.visits_2")).toEqual([]);
      expect(await server.tries("reader", "SELECT ip FROM app.visits_2")).toBe(denied);
      await sql("DROP TABLE app.visits");
      await server.plugIn.update("Privileges", "app", inputs, declared());
    });

    it.each([
      ["a dropped grant", "REVOKE INSERT ON app.people FROM app", ["app.people: app lacks INSERT"]],
      ["an extra grant", "GRANT DELETE ON app.people TO reader", ["app.people: reader has DELETE"]],
      [
        "a masked column shown",
        "GRANT SELECT ON app.people TO reader; GRANT SELECT (email) ON app.people TO reader",
        ["app.people.email: reader has SELECT", "app.people: reader has SELECT"],
      ],
      [
        "a new table without grants",
        "CREATE TABLE app.bare (a int); REVOKE ALL ON app.bare FROM app, reader",
        ["app.bare: app lacks SELECT", "app.bare: app lacks INSERT", "app.bare: reader lacks SELECT"],
      ],
      [
        "a changed default privilege",
        `ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA app REVOKE SELECT ON TABLES FROM reader;
         ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA app GRANT DELETE ON TABLES TO reader`,
        [
          "future tables of migrator in app: reader lacks SELECT",
          "future tables of own in app: reader has DELETE",
        ],
      ],
      [
        "a default privilege in any schema",
        `ALTER DEFAULT PRIVILEGES FOR ROLE own GRANT SELECT ON TABLES TO PUBLIC;
         ALTER DEFAULT PRIVILEGES FOR ROLE own GRANT EXECUTE ON FUNCTIONS TO PUBLIC`,
        [
          "future functions of own in any schema: PUBLIC has EXECUTE",
          "future tables of own in any schema: PUBLIC has SELECT",
        ],
      ],
      [
        "a privilege passed on",
        "GRANT SELECT ON app.people TO app WITH GRANT OPTION; SET ROLE own; RESET ROLE",
        ["app.people: app lacks SELECT", "app.people: app has SELECT with grant option"],
      ],
      ["a schema for everybody", "GRANT CREATE ON SCHEMA app TO PUBLIC", ["schema app: PUBLIC has CREATE"]],
    ])("are seen and mended after %s", async (_what, change, words) => {
      await sql(change);
      expect(await drift()).toEqual({ words, shown: ["differences"], after: [] });
    });

    it("are refused for a mask of what is not there, by its name", async () => {
      const inputs = {
        ...declared(),
        masks: [{ table: "people", columns: ["e_mail"], hiddenFrom: ["reader"] }],
      };
      await expect(server.plugIn.update("Privileges", "app", declared(), inputs)).rejects.toThrow(
        "masks of schema app: there is no people.e_mail, so that nothing can be hidden there",
      );
      expect(await server.tries("reader", "SELECT email FROM app.people")).toBe(denied);
    });
  });

  describe("RoleSettings", () => {
    const declared = {
      role: "reader",
      settings: { search_path: ["app", "public"], statement_timeout: "5s", "hnsw.ef_search": 80 },
    };
    const show = (parameter: string) =>
      server.tries("reader", `SELECT current_setting('${parameter}') AS is`);

    it("are what a session starts with", async () => {
      expect((await server.plugIn.check("RoleSettings", declared)).failures).toEqual([]);
      await server.plugIn.create("RoleSettings", declared);
      expect(await show("search_path")).toEqual([{ is: "app, public" }]);
      expect(await show("statement_timeout")).toEqual([{ is: "5s" }]);
      expect(await server.tries("reader", "SELECT count(*)::int AS n FROM people")).toEqual([{ n: 10 }]);
      // The administrator may set it though its own session has not loaded the extension.
      expect(await show("hnsw.ef_search")).toEqual([{ is: "80" }]);
    });

    it("are seen and mended when they were changed, added or taken away, in this database or in all", async () => {
      await sql(`ALTER ROLE reader IN DATABASE ${server.database} SET statement_timeout = '1h';
        ALTER ROLE reader IN DATABASE ${server.database} RESET search_path;
        ALTER ROLE reader IN DATABASE ${server.database} SET work_mem = '1MB';
        ALTER ROLE reader SET jit = off`);
      const outputs = { ...declared, differences: [] };
      expect(await server.drift("RoleSettings", "reader", outputs, declared)).toEqual({
        words: [
          "search_path is not set, not app, public",
          "statement_timeout is 1h, not 5s",
          "jit is off in every database, not declared",
          "work_mem is 1MB, not declared",
        ],
        shown: ["differences"],
        after: [],
      });
      expect(await show("statement_timeout")).toEqual([{ is: "5s" }]);
    });

    it("are imported as they are, and reset when they are deleted", async () => {
      const { inputs } = await server.plugIn.read("RoleSettings", "reader");
      expect(inputs).toEqual({
        role: "reader",
        settings: { search_path: "app, public", statement_timeout: "5s", "hnsw.ef_search": "80" },
      });
      expect((await server.plugIn.read("RoleSettings", "nobody")).id).toBe("");
      await server.plugIn.delete("RoleSettings", "reader", declared);
      expect(await show("statement_timeout")).toEqual([{ is: "0" }]);
    });

    it("are refused with the server's words when it does not know them, and nothing of them is set", async () => {
      const inputs = { role: "reader", settings: { statement_timeout: "5s", work_mem: "much" } };
      await expect(server.plugIn.create("RoleSettings", inputs)).rejects.toThrow(
        'settings of role reader: the server refuses it: invalid value for parameter "work_mem": "much"',
      );
      expect(await show("statement_timeout")).toEqual([{ is: "0" }]);
    });
  });

  describe("DatabasePrivileges", () => {
    const declared = { connect: ["app", "reader", "migrator"], temporary: ["app"] };

    it("let those in who are declared, and nobody else", async () => {
      await server.plugIn.create("DatabasePrivileges", declared);
      expect(await server.tries("app", "CREATE TEMPORARY TABLE mine (a int)")).toEqual([]);
      expect(await server.tries("reader", "CREATE TEMPORARY TABLE mine (a int)")).toBe(denied);
      expect(await server.tries("outsider", "SELECT 1")).toBe(denied);
      // Extensions' types are everybody's.
      expect(await server.tries("reader", "SELECT '[1]'::public.vector::text AS is")).toEqual([
        { is: "[1]" },
      ]);
    });

    it("are seen and mended", async () => {
      await sql(`GRANT CONNECT ON DATABASE ${server.database} TO PUBLIC; GRANT CREATE ON SCHEMA public TO app;
        REVOKE CONNECT ON DATABASE ${server.database} FROM reader`);
      const outputs = { ...declared, differences: [] };
      expect(await server.drift("DatabasePrivileges", "database", outputs, declared)).toEqual({
        words: [
          "database: reader lacks CONNECT",
          "database: PUBLIC has CONNECT",
          "schema public: app has CREATE",
        ],
        shown: ["differences"],
        after: [],
      });
      expect(await server.tries("outsider", "SELECT 1")).toBe(denied);
    });

    it("are imported, and everybody's again when they are deleted", async () => {
      expect((await server.plugIn.read("DatabasePrivileges", "database")).inputs).toEqual({
        connect: ["app", "migrator", "reader"],
        temporary: ["app"],
      });
      await server.plugIn.delete("DatabasePrivileges", "database", declared);
      expect(await server.tries("outsider", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    });
  });

  describe("Memberships", () => {
    const declared = { members: { own: [], migrator: ["own", "pg_monitor"], app: [], reader: [] } };

    it("are seen and mended: options changed, members added, one taken away", async () => {
      const { outputs } = await server.plugIn.create("Memberships", declared);
      expect(outputs.differences).toEqual([]);
      await sql(`GRANT own TO migrator WITH ADMIN TRUE, INHERIT FALSE, SET FALSE; REVOKE pg_monitor FROM migrator;
        GRANT own TO outsider; GRANT own TO app WITH SET FALSE`);
      expect(await server.tries("outsider", "SELECT id FROM app.people LIMIT 1")).toEqual([{ id: "1" }]);
      expect(await server.drift("Memberships", "memberships", outputs, declared)).toEqual({
        words: [
          "migrator may pass on own (ADMIN)",
          "migrator does not inherit from own (INHERIT)",
          "migrator may not SET ROLE own (SET)",
          "migrator is no member of pg_monitor",
          "app is a member of own, which is not declared",
          "outsider is a member of own, which is not declared",
        ],
        shown: ["differences"],
        after: [],
      });
      expect(await server.tries("outsider", "SELECT id FROM app.people")).toBe(denied);
      expect(await server.tries("migrator", "SET ROLE own")).toEqual([]);
    });

    it("take away what a member passed on with its ADMIN option", async () => {
      await sql("GRANT own TO app WITH ADMIN TRUE");
      expect(await server.tries("app", "GRANT own TO outsider")).toEqual([]);
      const outputs = { ...declared, differences: [] };
      expect(await server.drift("Memberships", "memberships", outputs, declared)).toMatchObject({
        after: [],
      });
      expect(await server.tries("outsider", "SET ROLE own")).toBe(denied);
    });
  });
});
