import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { PlugIn } from "../../provider/plug-in.ts";
import { until } from "../embedded/test-server.ts";
import { building } from "./building.ts";
import { type IndexServer, indexServer, vectors } from "./index-server.ts";

let server: IndexServer;
let plugIn: PlugIn;
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await indexServer(["shared_buffers = 256MB"]);
  plugIn = await server.plugIn();
});
beforeEach(async (context) => {
  needsPostgres(context);
  await server.admin.query(`DROP SCHEMA app CASCADE; CREATE SCHEMA app;
    CREATE TABLE app.items AS SELECT n AS id, 'name ' || n AS name FROM generate_series(1, 100) AS n`);
});
afterAll(async () => {
  await plugIn?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const items = { schema: "app", name: "items_idx", table: "items", keys: [{ column: "name" }] };
const oid = async () => (await server.rows("SELECT 'app.items_idx'::regclass::oid::text AS oid"))[0]?.oid;

describe("an index that somebody renamed by hand", () => {
  it("shows in a refresh, and has its name back by the next update, without being built again", async () => {
    const { id, outputs } = await plugIn.create("Index", items);
    await server.admin.query("ALTER INDEX app.items_idx RENAME TO by_hand");
    const read = await plugIn.read("Index", id, outputs, items);
    expect(read.inputs).toEqual(items);
    expect(read.outputs).toEqual({
      ...outputs,
      foundDefinition: "CREATE INDEX by_hand ON app.items USING btree (name)",
    });
    const diff = await plugIn.diff("Index", { inputs: read.inputs, outputs: read.outputs }, items);
    expect([diff.diffsList, diff.replacesList]).toEqual([["definition"], []]);
    expect(await plugIn.update("Index", id, read.outputs, items)).toEqual(outputs);
    expect(await oid()).toBe(outputs.oid);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("is built again when it is another one by now", async () => {
    const { id, outputs } = await plugIn.create("Index", items);
    await server.admin.query("DROP INDEX app.items_idx; CREATE INDEX by_hand ON app.items (name)");
    expect((await plugIn.read("Index", id, outputs, items)).id).toBe("");
    const { outputs: again } = await plugIn.create("Index", items);
    expect(again.oid).not.toBe(outputs.oid);
    expect(await server.indexes()).toEqual(["by_hand valid", "items_idx valid"]);
  });

  it("stays when the declared one is deleted", async () => {
    const { id, outputs } = await plugIn.create("Index", items);
    await server.admin.query("ALTER INDEX app.items_idx RENAME TO by_hand");
    await plugIn.delete("Index", id, outputs);
    expect(await server.indexes()).toEqual(["by_hand valid"]);
  });
});

describe("an index whose declared table changes", () => {
  it("is kept as it is where the table was only renamed", async () => {
    const { id, inputs, outputs } = { inputs: items, ...(await plugIn.create("Index", items)) };
    await server.admin.query("ALTER TABLE app.items RENAME TO products");
    const products = { ...items, table: "products" };
    const diff = await plugIn.diff("Index", { inputs, outputs }, products);
    expect([diff.diffsList, diff.replacesList]).toEqual([["table"], []]);
    expect(await plugIn.update("Index", id, outputs, products)).toEqual({
      ...outputs,
      table: "products",
      definition: "CREATE INDEX items_idx ON app.products USING btree (name)",
    });
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("is not dropped as that of the table it was declared on", async () => {
    const { id, outputs } = await plugIn.create("Index", items);
    await server.admin.query("ALTER TABLE app.items RENAME TO products");
    await plugIn.create("Index", { ...items, table: "products" });
    await plugIn.delete("Index", id, outputs);
    expect(await oid()).toBe(outputs.oid);
  });

  it.each([
    ["a table", "a table", "", ""],
    ["a table", "a partitioned table", "", "PARTITION BY RANGE (id)"],
    ["a partitioned table", "a table", "PARTITION BY RANGE (id)", ""],
    ["a partitioned table", "a partitioned one", "PARTITION BY RANGE (id)", "PARTITION BY RANGE (id)"],
  ])("moves from %s to %s", async (_from, _to, from, to) => {
    const part = (table: string, by: string) =>
      by === "" ? "" : `CREATE TABLE app.${table}_1 PARTITION OF app.${table} FOR VALUES FROM (0) TO (9);`;
    await server.admin.query(`CREATE TABLE app.a (id int, name text) ${from}; ${part("a", from)}
      CREATE TABLE app.b (id int, name text) ${to}; ${part("b", to)}`);
    const { id, outputs } = await plugIn.create("Index", { ...items, table: "a" });
    if (from === "") await server.admin.query("ALTER TABLE app.a CLUSTER ON items_idx");
    const moved = await plugIn.update("Index", id, outputs, { ...items, table: "b" });
    expect(moved).toMatchObject({ table: "b", valid: true });
    expect(moved.missingOn).toEqual(to === "" ? undefined : []);
    const on = `SELECT c.relname AS name, i.indrelid::regclass::text AS on, i.indisclustered AS clustered FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'app'::regnamespace ORDER BY 1`;
    expect(await server.rows(on)).toEqual([
      ...(to === "" ? [] : [{ name: "b_1_items_idx", on: "app.b_1", clustered: false }]),
      { name: "items_idx", on: "app.b", clustered: false },
    ]);
  });

  it("leaves nothing on the old table when a run died before the old one was dropped", async () => {
    await server.admin.query("CREATE TABLE app.others (id int, name text)");
    const { id, outputs } = await plugIn.create("Index", items);
    await server.admin.query(`ALTER INDEX app.items_idx RENAME TO items_idx_pgstack_old;
      CREATE INDEX items_idx ON app.others (name)`);
    await plugIn.update("Index", id, outputs, { ...items, table: "others" });
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });
});

describe("an index of an expression on the table's own row", () => {
  it("is another one when it is created again, kept while it is unchanged, and changed beside itself", async () => {
    await server.admin.query(
      `CREATE FUNCTION app.words(app.items) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1.name'`,
    );
    const words = { ...items, keys: [{ expression: "app.words(items)" }] };
    const { id, outputs } = await plugIn.create("Index", words);
    await expect(plugIn.create("Index", words)).rejects.toMatchObject({
      details: expect.stringContaining("another index has this name"),
    });
    expect(await plugIn.update("Index", id, outputs, words)).toEqual(outputs);
    const changed = await plugIn.update("Index", id, outputs, { ...words, with: { fillfactor: 70 } });
    expect(changed.definition).toContain("fillfactor='70'");
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });
});

describe("Cancel", () => {
  it("ends the build of an HNSW index quickly, and nothing of it is left", async () => {
    await server.admin.query(vectors("app.points", 20_000, 64));
    await using own = await server.plugIn();
    const hnsw = { schema: "app", name: "points_idx", table: "points", method: "hnsw" };
    const created = own
      .create("Index", { ...hnsw, keys: [{ column: "v", opclass: "vector_l2_ops" }] })
      .catch((error: { code: number; details: string }) => error);
    await building(server, "loading tuples");
    const began = performance.now();
    await own.cancel();
    expect(await created).toMatchObject({
      code: 1,
      details: "index app.points_idx: cancelled; the next run goes on with it",
    });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await server.indexes()).toEqual([]);
    expect(await server.rows("SELECT FROM pg_stat_progress_create_index")).toEqual([]);
  });

  it("ends the builds that wait for their turn or for others, and nothing of them is left", async () => {
    await using own = await server.plugIn();
    const open = await server.connect();
    await open.query("BEGIN; INSERT INTO app.items VALUES (0, 'open')");
    const created = ["one", "two", "three"].map((name) =>
      own.create("Index", { ...items, name }).catch((error: { code: number }) => error.code),
    );
    await building(server, "waiting for writers");
    await own.cancel();
    await until(async () => (await server.rows("SELECT FROM pg_stat_progress_create_index")).length === 0);
    await open.query("COMMIT");
    await open.end();
    expect(await Promise.all(created)).toEqual([1, 1, 1]);
    expect(await server.indexes()).toEqual([]);
  });

  it("of an engine that is gone does the same", async () => {
    await server.admin.query(vectors("app.points", 20_000, 64));
    const own = await server.plugIn();
    const keys = [{ column: "v", opclass: "vector_l2_ops" }];
    const hnsw = { schema: "app", name: "points_idx", table: "points", method: "hnsw", keys };
    const created = own.create("Index", hnsw).catch(() => undefined);
    await building(server, "loading tuples");
    // SIGTERM, as the process sends itself when its engine is gone.
    await own[Symbol.asyncDispose]();
    await created;
    expect(await server.indexes()).toEqual([]);
    expect(await server.rows("SELECT FROM pg_stat_progress_create_index")).toEqual([]);
  });
});
