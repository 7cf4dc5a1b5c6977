import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { AccessServer } from "../provider/access-server.ts";
import { mended, refusal, totals, viewServer } from "./view-server.ts";

const type = "MaterializedView";

describe.each(["embedded", "native"] as const)("MaterializedView on the %s server", (kind) => {
  let server: AccessServer;
  let outputs: Properties;
  beforeAll(async () => {
    if (kind === "embedded" || hasPostgres) server = await viewServer(kind);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const rows = async (sql: string) => (await server.admin.query(sql)).rows;
  const oid = async () => (await rows("SELECT 'app.totals'::regclass::oid::text AS oid"))[0]?.oid;
  const commentOf = async () =>
    (await rows("SELECT obj_description('app.totals'::regclass) AS text"))[0]?.text;

  it("is made with its data, its key and the time, and belongs to its owner", async () => {
    const created = await server.plugIn.create(type, totals);
    outputs = created.outputs;
    expect(created).toEqual({
      id: "app.totals",
      outputs: {
        ...totals,
        definition: outputs.definition,
        built: outputs.definition,
        oid: await oid(),
        incarnation: await oid(),
        differences: [],
        server: "1/1",
      },
    });
    expect(String(outputs.definition).replaceAll(/\s+/g, " ").trim()).toMatch(
      /^SELECT (sales\.)?shop, sum\((sales\.)?amount\) AS amount FROM app\.sales GROUP BY (sales\.)?shop;$/,
    );
    expect(await rows("SELECT * FROM app.totals ORDER BY shop")).toEqual([
      { shop: "shop 0", amount: "2550" },
      { shop: "shop 1", amount: "2500" },
    ]);
    expect(
      await rows("SELECT matviewowner, ispopulated FROM pg_matviews WHERE matviewname = 'totals'"),
    ).toEqual([{ matviewowner: "own", ispopulated: true }]);
    expect(await rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'totals'")).toEqual([
      { indexdef: "CREATE UNIQUE INDEX totals_key ON app.totals USING btree (shop)" },
    ]);
    expect(await commentOf()).toMatch(
      /^what each shop sold\nRefreshed at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    );
  });

  it("is adopted when it is there, and no change though the text differs from the server's", async () => {
    const before = await oid();
    expect((await server.plugIn.create(type, totals)).outputs).toEqual(outputs);
    expect(await oid()).toBe(before);
    const read = await server.plugIn.read(type, "app.totals", outputs, totals);
    expect(read).toEqual({ id: "app.totals", inputs: totals, outputs });
    expect((await server.plugIn.diff(type, read, totals)).diffsList).toEqual([]);
  });

  it("is kept as it is when its query is written in other words alone", async () => {
    const before = await oid();
    const other = await server.plugIn.update(type, "app.totals", outputs, {
      ...totals,
      query: totals.query.toLowerCase().replace("--", "/* */ --"),
    });
    expect([await oid(), other.definition]).toEqual([before, outputs.definition]);
  });

  it("is imported with the inputs that would make it", async () => {
    const { inputs } = await server.plugIn.read(type, "app.totals");
    expect(inputs).toMatchObject({ ...totals, query: inputs.query });
    const before = await oid();
    await server.plugIn.update(type, "app.totals", outputs, inputs);
    expect(await oid()).toBe(before);
  });

  it("has no comment where an empty one is declared, and that is no difference", async () => {
    const { inputs: view } = await server.plugIn.check(type, { ...totals, name: "silent", comment: "" });
    const { outputs: made } = await server.plugIn.create(type, view);
    const read = await server.plugIn.read(type, "app.silent", made, view);
    expect(read.outputs.differences).toEqual([]);
    await server.plugIn.delete(type, "app.silent", made);
  });

  it("is another one by another name, and a plan looks for neither", async () => {
    const other = { ...totals, name: "sums", query: "SELECT 1 AS shop" };
    const diff = await server.plugIn.diff(type, { inputs: totals, outputs }, other);
    expect(diff).toMatchObject({ diffsList: ["name", "query"], replacesList: ["name"] });
  });

  it("is refused where something else has its name", async () => {
    const other = { ...totals, query: "SELECT shop FROM sales" };
    expect(await refusal(server.plugIn.create(type, other))).toMatch(
      /^materialized view app\.totals: another one has this name: SELECT /,
    );
    expect(await refusal(server.plugIn.create(type, { ...totals, name: "sales" }))).toBe(
      "materialized view app.sales: a table has this name",
    );
  });

  it.each([
    ["SELEC 1", /^materialized view app\.refused: the server does not take its query: syntax error/],
    [
      "SELECT * FROM nowhere",
      /^materialized view app\.refused: the server does not take its query: relation "nowhere" does not exist/,
    ],
  ])("is refused with the query %s, and nothing is left", async (query, why) => {
    expect(await refusal(server.plugIn.create(type, { ...totals, name: "refused", query }))).toMatch(why);
    expect(await rows("SELECT FROM pg_matviews WHERE matviewname LIKE 'refused%'")).toEqual([]);
  });

  it("is refused with a key that rows share, or that its query does not have", async () => {
    const shared = { ...totals, name: "refused", query: "SELECT 1 AS a FROM sales", key: ["a"] };
    expect(await refusal(server.plugIn.create(type, shared))).toBe(
      "materialized view app.refused: its key (a) tells no rows apart: rows share it: Key (a)=(1) is duplicated.",
    );
    expect(await refusal(server.plugIn.create(type, { ...shared, key: ["b"] }))).toBe(
      'materialized view app.refused: its key (b) tells no rows apart: column "b" does not exist',
    );
    expect(await rows("SELECT FROM pg_matviews WHERE matviewname LIKE 'refused%'")).toEqual([]);
  });

  describe("whose query changes", () => {
    const changed = {
      ...totals,
      query: "SELECT shop, sum(amount) AS amount, count(*) AS sales FROM sales GROUP BY shop",
    };

    it("takes the old one's place with its indexes and privileges", async () => {
      await server.admin.query(`CREATE INDEX totals_amount_idx ON app.totals (amount DESC) WHERE amount > 10;
        GRANT SELECT ON app.totals TO reader; GRANT SELECT (shop) ON app.totals TO outsider`);
      await server.admin.query(
        "ALTER DEFAULT PRIVILEGES FOR ROLE own IN SCHEMA app GRANT SELECT ON TABLES TO app",
      );
      const index = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'totals' ORDER BY 1";
      const privileges = `SELECT c.relacl::text AS acl, a.attacl::text AS columns FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop' WHERE c.oid = 'app.totals'::regclass`;
      const before = [await rows(index), await rows(privileges)];
      const old = await oid();
      outputs = await server.plugIn.update(type, "app.totals", outputs, changed);
      expect(await oid()).not.toBe(old);
      expect([await rows(index), await rows(privileges)]).toEqual(before);
      expect(await rows("SELECT sales FROM app.totals ORDER BY shop")).toEqual([
        { sales: "50" },
        { sales: "50" },
      ]);
      expect(await rows("SELECT relname FROM pg_class WHERE relname LIKE '%pgstack%'")).toEqual([]);
      expect(await commentOf()).toContain("what each shop sold\nRefreshed at ");
      expect((await server.plugIn.read(type, "app.totals", outputs, changed)).outputs.differences).toEqual(
        [],
      );
    });

    it("leaves behind an index on a column that it no longer has", async () => {
      const narrow = { ...changed, query: "SELECT shop, count(*) AS sales FROM sales GROUP BY shop" };
      outputs = await server.plugIn.update(type, "app.totals", outputs, narrow);
      expect(await rows("SELECT indexname FROM pg_indexes WHERE tablename = 'totals' ORDER BY 1")).toEqual([
        { indexname: "totals_key" },
      ]);
    });

    it("names what is made of it, and stays as it was", async () => {
      await server.admin.query(
        "SET ROLE own; CREATE VIEW app.best AS SELECT max(sales) FROM app.totals; RESET ROLE",
      );
      const before = await oid();
      expect(await refusal(server.plugIn.update(type, "app.totals", outputs, changed))).toBe(
        "materialized view app.totals: cannot be given another query: view app.best is made of it",
      );
      expect(await refusal(server.plugIn.delete(type, "app.totals", outputs))).toBe(
        "materialized view app.totals: cannot be dropped: view app.best is made of it",
      );
      expect(await oid()).toBe(before);
      await server.admin.query("DROP VIEW app.best");
    });

    it("stays as it was where the new query fails", async () => {
      const before = await oid();
      const failing = { ...changed, query: "SELECT shop, sum(1 / (amount - 7)) FROM sales GROUP BY shop" };
      expect(await refusal(server.plugIn.update(type, "app.totals", outputs, failing))).toMatch(
        /division by zero/,
      );
      expect(await oid()).toBe(before);
      expect(await rows("SELECT relname FROM pg_class WHERE relname LIKE '%pgstack%'")).toEqual([]);
      outputs = await server.plugIn.update(type, "app.totals", outputs, totals);
    });
  });

  describe("changed by hand", () => {
    const aged = { ...totals, maxAge: "2h" };

    it("is found with another query, and given its own again", async () => {
      await server.admin.query(`SET ROLE own; DROP MATERIALIZED VIEW app.totals;
        CREATE MATERIALIZED VIEW app.totals AS SELECT shop, 1 AS amount FROM app.sales GROUP BY shop; RESET ROLE`);
      const found = await mended(server, outputs, totals);
      expect(found).toMatchObject({
        words: ["has another query", "has no unique index on its key (shop)", "has no comment"],
        plan: ["differences"],
      });
      outputs = found.outputs;
      expect(await rows("SELECT sum(amount)::int AS all FROM app.totals")).toEqual([{ all: 5050 }]);
    });

    it("is found without data, and refreshed", async () => {
      await server.admin.query("REFRESH MATERIALIZED VIEW app.totals WITH NO DATA");
      const found = await mended(server, outputs, totals);
      expect(found.words).toEqual(["holds no data: it was made or refreshed WITH NO DATA"]);
      outputs = found.outputs;
      expect(await rows("SELECT count(*)::int AS n FROM app.totals")).toEqual([{ n: 2 }]);
    });

    it("is found older than it may be, and refreshed beside readers", async () => {
      outputs = await server.plugIn.update(type, "app.totals", outputs, aged);
      await server.admin.query("INSERT INTO app.sales VALUES (1000, 'shop 2', 1)");
      await server.admin.query(
        "COMMENT ON MATERIALIZED VIEW app.totals IS E'what each shop sold\\nRefreshed at 2020-01-02T03:04:05.678Z'",
      );
      const node = "SELECT pg_relation_filenode('app.totals')::text AS node";
      const before = await rows(node);
      // A plan sees it without a refresh, too: time goes on without anybody's doing.
      expect((await server.plugIn.diff(type, { inputs: aged, outputs }, aged)).diffsList).toEqual([
        "differences",
      ]);
      const found = await mended(server, outputs, aged);
      expect(found.words).toEqual(["was last refreshed at 2020-01-02T03:04:05.678Z, longer ago than 2h"]);
      outputs = found.outputs;
      expect(await rows("SELECT count(*)::int AS n FROM app.totals")).toEqual([{ n: 3 }]);
      // A refresh that keeps readers out writes another file.
      expect(await rows(node)).toEqual(before);
    });

    it("needs the owner's temporary tables for that", async () => {
      await server.admin.query(`REVOKE TEMPORARY ON DATABASE ${server.database} FROM own;
        COMMENT ON MATERIALIZED VIEW app.totals IS 'what each shop sold'`);
      expect(await refusal(server.plugIn.update(type, "app.totals", outputs, aged))).toMatch(
        /^materialized view app\.totals: cannot be refreshed by the rights of its owner, own: permission denied/,
      );
      await server.admin.query(`GRANT TEMPORARY ON DATABASE ${server.database} TO own`);
    });

    it("is found where nobody knows when it was refreshed", async () => {
      await server.admin.query("COMMENT ON MATERIALIZED VIEW app.totals IS 'what each shop sold'");
      const found = await mended(server, outputs, aged);
      expect(found.words).toEqual(["was refreshed nobody knows when: its comment has no time"]);
      outputs = found.outputs;
    });

    it("is found with another owner, another comment and another key", async () => {
      await server.admin.query(`ALTER MATERIALIZED VIEW app.totals OWNER TO ${server.boss};
        COMMENT ON MATERIALIZED VIEW app.totals IS 'mine'; DROP INDEX app.totals_key;
        CREATE UNIQUE INDEX totals_key ON app.totals (amount)`);
      const found = await mended(server, outputs, totals);
      expect(found.words).toEqual([
        `belongs to ${server.boss}, not to own`,
        "has no unique index on its key (shop)",
        "has another comment: mine",
      ]);
      outputs = found.outputs;
      expect(await rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'totals'")).toEqual([
        { indexdef: "CREATE UNIQUE INDEX totals_key ON app.totals USING btree (shop)" },
      ]);
    });

    it("is made again where it was dropped", async () => {
      await server.admin.query("DROP MATERIALIZED VIEW app.totals");
      expect((await server.plugIn.read(type, "app.totals", outputs, totals)).id).toBe("");
      outputs = (await server.plugIn.create(type, totals)).outputs;
    });
  });

  it("gives its key's index up with the key", async () => {
    const { key: _, ...keyless } = totals;
    outputs = await server.plugIn.update(type, "app.totals", outputs, keyless);
    expect(await rows("SELECT FROM pg_indexes WHERE tablename = 'totals'")).toEqual([]);
  });

  it("is not refreshed past readers without an index to tell rows by, unless it may keep them out", async () => {
    const { key: _, ...keyless } = { ...totals, maxAge: "1d" };
    const old =
      "COMMENT ON MATERIALIZED VIEW app.totals IS E'what each shop sold\\nRefreshed at 2020-01-02T03:04:05.678Z'";
    await server.admin.query(old);
    outputs = await server.plugIn.update(type, "app.totals", outputs, keyless);
    expect(await commentOf()).toContain("Refreshed at 2020-");
    outputs = await server.plugIn.update(type, "app.totals", outputs, { ...keyless, concurrently: false });
    expect(await commentOf()).not.toContain("Refreshed at 2020-");
  });

  it("is dropped, and once more without an error", async () => {
    await server.plugIn.delete(type, "app.totals", outputs);
    await server.plugIn.delete(type, "app.totals", outputs);
    expect(await rows("SELECT FROM pg_matviews WHERE matviewname = 'totals'")).toEqual([]);
  });

  it("is checked before there is a server", async () => {
    const wrong = { ...totals, schema: "a.b", query: " ; ", key: ["x", "x"], maxAge: "2 weeks" };
    expect((await server.plugIn.check(type, wrong)).failures).toEqual([
      { property: "schema", reason: "holds a dot, which ends the schema in the view's id" },
      { property: "query", reason: "is empty" },
      { property: "key", reason: "names a column twice" },
      { property: "maxAge", reason: '"2 weeks" is no length of time such as 30s, 90min, 2h or 7d' },
    ]);
  });
});
