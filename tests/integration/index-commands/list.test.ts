import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listIndexes } from "../../../operations/index/list/list-indexes.ts";
import { kinds, type ServerOfKind, serverOfKind } from "../migrate/server-of-kind.ts";

const tables = `
  CREATE SCHEMA app; CREATE SCHEMA other;
  CREATE TABLE app.orders (id bigint PRIMARY KEY, ref text UNIQUE);
  CREATE TABLE app.items (id bigint PRIMARY KEY, order_id bigint REFERENCES app.orders, product int, note text);
  INSERT INTO app.orders SELECT n, n::text FROM generate_series(1, 10000) AS n;
  INSERT INTO app.items SELECT n, n, n % 2, 'x' FROM generate_series(1, 10000) AS n;
  CREATE INDEX declared_idx ON app.items (product, note);
  CREATE INDEX narrow_idx ON app.items (product);
  CREATE INDEX twin_idx ON app.items (product, note);
  CREATE INDEX migrated_idx ON app.items (note) WHERE product = 1;
  CREATE TABLE app.parts (a int, b int) PARTITION BY RANGE (a);
  CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (0) TO (10);
  CREATE TABLE app.parts_2 PARTITION OF app.parts FOR VALUES FROM (10) TO (20);
  CREATE INDEX parts_b_idx ON app.parts (b);
  CREATE TABLE other.things (a int);
  CREATE INDEX things_idx ON other.things (a);
  ANALYZE`;

describe.each(kinds)("a list of indexes, %s", (kind) => {
  let server: ServerOfKind;
  let client: pg.Client;
  beforeAll(async () => {
    server = await serverOfKind(kind);
    ({ client } = server);
    await client.query(tables);
  });
  afterAll(() => server?.stop());

  const declared = {
    name: "declared_idx",
    table: "items",
    keys: [{ column: "product" }, { column: "note" }],
  };
  const list = (options: Partial<Parameters<typeof listIndexes>[1]> = {}) =>
    listIndexes(client, {
      schemas: [{ name: "app", indexes: [declared] }],
      migrated: new Set(["app.migrated_idx"]),
      only: ["app"],
      ...options,
    });

  it("has each index with its origin, and a partitioned table's with its parts", async () => {
    const { indexes } = await list();
    expect(
      indexes.map(({ table, name, origin, parts, valid }) => [table, name, origin, parts, valid]),
    ).toEqual([
      ["items", "declared_idx", "declared", 0, true],
      ["items", "items_pkey", "constraint", 0, true],
      ["items", "migrated_idx", "migration", 0, true],
      ["items", "narrow_idx", "hand", 0, true],
      ["items", "twin_idx", "hand", 0, true],
      ["orders", "orders_pkey", "constraint", 0, true],
      ["orders", "orders_ref_key", "constraint", 0, true],
      ["parts", "parts_b_idx", "hand", 2, true],
    ]);
    expect(indexes.find(({ name }) => name === "items_pkey")).toMatchObject({
      tableRows: 10_000,
      size: 245_760,
    });
  });

  it("says what is the matter", async () => {
    const { findings } = await list();
    expect(findings.map(({ problem, name, run, model }) => [problem, name, run ?? model])).toEqual([
      [
        "foreign-key",
        "items_order_id_fkey",
        '{ name: "items_order_id_idx", table: "items", keys: [{ column: "order_id" }] },',
      ],
      ["duplicate", "twin_idx", 'DROP INDEX CONCURRENTLY "app"."twin_idx"'],
      ["covered", "narrow_idx", 'DROP INDEX CONCURRENTLY "app"."narrow_idx"'],
    ]);
  });

  it("finds what is declared and gone, and what a failed build left", async () => {
    await client.query("DROP INDEX app.declared_idx");
    await expect(
      client.query("CREATE UNIQUE INDEX CONCURRENTLY broken_idx ON app.items (note)"),
    ).rejects.toThrow();
    const { findings } = await list();
    expect(findings.map(({ problem, name, run }) => [problem, name, run])).toEqual([
      ["invalid", "broken_idx", "npx pgstack index reindex app.broken_idx"],
      ["missing", "declared_idx", "npx pgstack up --refresh"],
      ["foreign-key", "items_order_id_fkey", null],
      ["covered", "narrow_idx", 'DROP INDEX CONCURRENTLY "app"."narrow_idx"'],
    ]);
    await client.query("DROP INDEX app.broken_idx; CREATE INDEX declared_idx ON app.items (product, note)");
  });

  it("calls unused what nobody scanned for as long as it was counted, once that is long enough", async () => {
    const { findings } = await list({ unusedAfterDays: 0 });
    const unused = findings.filter(({ problem }) => problem === "unused").map(({ name }) => name);
    // 10,000 rows of two numbers, deduplicated, are below the size that matters; the partial one is half of that.
    expect(unused).toEqual([]);
    await client.query("CREATE INDEX large_idx ON app.items (id, order_id, note)");
    const again = await list({ unusedAfterDays: 0 });
    expect(again.findings.filter(({ problem }) => problem === "unused").map(({ name }) => name)).toEqual([
      "large_idx",
    ]);
    await client.query("DROP INDEX app.large_idx");
  });

  it("is of all schemas where that is wanted", async () => {
    const { indexes } = await list({ only: undefined });
    expect(indexes.filter(({ schema }) => schema === "other").map(({ name }) => name)).toEqual([
      "things_idx",
    ]);
    expect(indexes.filter(({ schema }) => schema.startsWith("pg_"))).toEqual([]);
  });
});
