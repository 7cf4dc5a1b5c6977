import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { superuser } from "../../../model/service-roles.ts";
import { explain } from "../../../operations/index/explain/explain.ts";
import { modelLine } from "../../../operations/index/foreign-keys/suggested-index.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { kinds, type nativeServer, type ServerOfKind, serverOfKind } from "../migrate/server-of-kind.ts";

const tables = `
  CREATE EXTENSION IF NOT EXISTS vector;
  CREATE SCHEMA app;
  CREATE ROLE reader; GRANT USAGE ON SCHEMA app TO reader; GRANT reader TO CURRENT_USER WITH SET TRUE;
  CREATE TABLE app.orders (id bigint PRIMARY KEY, status text, at timestamptz);
  CREATE TABLE app.items (id bigint PRIMARY KEY, order_id bigint, note text, meta jsonb, v vector(3));
  INSERT INTO app.orders SELECT n, 's' || n % 500, now() FROM generate_series(1, 20000) AS n;
  INSERT INTO app.items SELECT n, n / 2, 'x', '{}', '[1,2,3]' FROM generate_series(1, 40000) AS n;
  GRANT SELECT ON app.orders, app.items TO reader;
  ANALYZE`;

describe.each(kinds)("a statement explained, %s", (kind) => {
  let server: ServerOfKind;
  let client: pg.Client;
  beforeAll(async () => {
    server = await serverOfKind(kind);
    ({ client } = server);
    await client.query(tables);
    const { rows } = await client.query("SELECT current_database() AS database");
    await client.query(`ALTER ROLE reader IN DATABASE ${rows[0].database} SET search_path = app, public`);
  });
  afterAll(() => server?.stop());

  const explained = (sql: string, options: Partial<Parameters<typeof explain>[2]> = {}) =>
    explain(client, sql, { role: "reader", timeoutMs: 20_000, ...options });
  const lines = async (sql: string) =>
    (await explained(sql)).suggestions.map(({ index }) => modelLine(index));

  it("uses indexes, and needs none", async () => {
    const found = await explained("SELECT * FROM orders WHERE id = $1");
    expect(found).toMatchObject({ generic: true, time: null, scans: [], suggestions: [] });
    expect(found.indexes).toEqual([{ schema: "app", name: "orders_pkey" }]);
  });

  it.each([
    [
      "SELECT * FROM items WHERE order_id = $1",
      '{ name: "items_order_id_idx", table: "items", keys: [{ column: "order_id" }] },',
    ],
    [
      "SELECT * FROM orders WHERE status = $1 ORDER BY at DESC LIMIT 10",
      '{ name: "orders_status_at_idx", table: "orders", keys: [{ column: "status" }, { column: "at", order: "desc" }] },',
    ],
    [
      "SELECT * FROM items ORDER BY v <=> '[1,2,3]' LIMIT 5",
      '{ name: "items_v_idx", table: "items", keys: [{ column: "v", opclass: "vector_cosine_ops" }], method: "hnsw" },',
    ],
    [
      "SELECT count(*) FROM items WHERE meta @> '{\"a\": 1}'",
      '{ name: "items_meta_idx", table: "items", keys: [{ column: "meta" }], method: "gin" },',
    ],
  ])("%s calls for an index", async (sql, line) => {
    expect(await lines(sql)).toEqual([line]);
    // The line, built: the statement uses it then, and nothing more is called for.
    const { suggestions } = await explained(sql);
    for (const { schema, index } of suggestions) {
      await client.query(createIndex(index, { schema, concurrently: false }));
      const after = await explained(sql);
      expect(after.suggestions).toEqual([]);
      expect(after.indexes.map(({ name }) => name)).toContain(index.name);
      await client.query(`DROP INDEX ${schema}.${index.name}`);
    }
  });

  it("is run where that is wanted, and what it did is undone", async () => {
    const found = await explained("DELETE FROM app.items WHERE order_id = 7", {
      role: undefined,
      analyze: true,
    });
    expect(found.time).toBeGreaterThan(0);
    expect(found.scans).toMatchObject([{ table: "items", large: true, filter: "(items.order_id = 7)" }]);
    expect((await client.query("SELECT count(*)::int AS n FROM app.items WHERE order_id = 7")).rows).toEqual([
      { n: 2 },
    ]);
  });

  it.each([
    ["SELECT nosuch FROM items", {}, 'statement: column "nosuch" does not exist (SQLSTATE 42703)'],
    ["DELETE FROM items", {}, "statement: permission denied for table items (SQLSTATE 42501)"],
    [
      "SELECT * FROM items WHERE id = $1",
      { analyze: true },
      "--analyze: it has parameters, and running it takes values",
    ],
    [
      "SELECT pg_sleep(5)",
      { analyze: true, timeoutMs: 100 },
      "statement: canceling statement due to statement timeout (SQLSTATE 57014)\n  Give it longer, with --timeout.",
    ],
  ])("%s is refused", async (sql, options, message) => {
    await expect(explained(sql, options)).rejects.toThrow(message);
    expect((await client.query("SELECT current_user <> 'reader' AS own")).rows).toEqual([{ own: true }]);
  });

  // The embedded server has no hypopg.
  if (kind === "embedded") return;

  it("tries indexes without building them, where the server has hypopg", async () => {
    await asSuperuser(server, "CREATE EXTENSION hypopg");
    const { tried, cost, suggestions } = await explained("SELECT * FROM items WHERE order_id = $1");
    expect(tried).toBe(true);
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]?.cost).toBeLessThan(cost / 50);
    // One value in all rows: the planner would not use it.
    expect(await lines("SELECT * FROM items WHERE note = 'x'")).toEqual([]);
    // hypopg knows no HNSW.
    const vectors = await explained("SELECT * FROM items ORDER BY v <=> '[1,2,3]' LIMIT 5");
    expect(vectors.suggestions.map((suggestion) => suggestion.cost)).toEqual([null]);
    expect(
      (await client.query("SELECT count(*)::int AS n FROM pg_indexes WHERE schemaname = 'app'")).rows,
    ).toEqual([{ n: 2 }]);
  });
});

async function asSuperuser(server: ServerOfKind, sql: string): Promise<void> {
  const { socketFolder, port } = (server as Awaited<ReturnType<typeof nativeServer>>).place.config;
  const inside = new pg.Client({ host: socketFolder, port, user: superuser, database: "test_db" });
  await inside.connect();
  await inside.query(sql);
  await inside.end();
}
