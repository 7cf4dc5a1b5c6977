import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "./access-server.ts";

describe.each(["embedded", "native"] as const)("privileges on the %s server", (kind) => {
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

  it("hide a column of a partition that was retired, and is kept as a table of its own", async () => {
    await sql(
      `SET ROLE own; CREATE TABLE app."v""isits" (at date, ip text) PARTITION BY RANGE (at); RESET ROLE`,
    );
    const inputs = {
      ...declared(),
      masks: [...masks, { table: 'v"isits', columns: ["ip"], hiddenFrom: ["reader"] }],
    };
    const set = { schema: "app", table: 'v"isits', interval: "month", ahead: 0, keep: 0 } as const;
    await maintainPartitions(server.admin, { ...set, asOf: "2026-11-05" });
    await server.plugIn.update("Privileges", "app", declared(), inputs);
    await maintainPartitions(server.admin, { ...set, asOf: "2026-12-05" });
    await server.plugIn.update("Privileges", "app", inputs, inputs);
    expect(await server.tries("reader", `SELECT at FROM app."v""isits_p2026_11"`)).toEqual([]);
    expect(await server.tries("reader", `SELECT ip FROM app."v""isits_p2026_11"`)).toBe(denied);
    await sql(`DROP TABLE app."v""isits", app."v""isits_p2026_11"`);
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

  // A superuser changes everything.
  const ifNative = kind === "native" ? it : undefined;
  ifNative?.(
    "are refused where something is not the administrator's to change, in words, and nothing is changed",
    async () => {
      await server.superuser("CREATE TABLE app.foreign_to_all (a int);");
      await sql("GRANT DELETE ON app.people TO reader");
      await expect(server.plugIn.update("Privileges", "app", declared(), declared())).rejects.toThrow(
        "privileges of schema app: the administrator may not change everything there: app.foreign_to_all: app lacks SELECT; app.foreign_to_all: app lacks INSERT; app.foreign_to_all: reader lacks SELECT\n" +
          "  Give what somebody else made in it to the schema's owner (ALTER ... OWNER TO own), or drop it.",
      );
      await server.superuser("DROP TABLE app.foreign_to_all;");
      expect((await drift()).words).toEqual(["app.people: reader has DELETE"]);
    },
  );

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
