import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "./access-server.ts";

describe.each(["embedded", "native"] as const)("roles and database on the %s server", (kind) => {
  let server: AccessServer;
  const sql = (text: string) => server.admin.query(text);
  const denied = "42501";

  beforeAll(async () => {
    if (kind === "native" && !hasPostgres) return;
    server = await accessServer(kind);
    await sql("GRANT USAGE ON SCHEMA app TO reader; GRANT SELECT ON app.people TO reader");
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

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

    it("are none of the administrator's: it would log in by no password any more", async () => {
      const inputs = { members: { ...declared.members, [server.boss]: ["rds_iam"] } };
      await expect(server.plugIn.create("Memberships", inputs)).rejects.toThrow(
        `role ${server.boss}: is the server's administrator, and no role to declare`,
      );
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
