import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeSchema } from "../../../operations/catalog/describe-schema.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { clearDemoData } from "../../../operations/seed/clear-demo-data.ts";
import { demoDataStatus } from "../../../operations/seed/demo-data-status.ts";
import { type SeedOptions, type SeedProgress, seed } from "../../../operations/seed/seed.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

const first = { customers: 2_000, products: 500, orders: 10_000, order_items: 27_462 };
const ownCustomer =
  "INSERT INTO commerce.customers (email, full_name, country) VALUES ('own@b.c', 'Own', 'DE')";
let server: EmbeddedServer;

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE ROLE mcp_owner; CREATE SCHEMA commerce AUTHORIZATION mcp_owner");
  await migrateTo();
});
afterAll(() => server.stop());

afterEach(async () => {
  await migrateTo();
  await server.client.query(
    "TRUNCATE commerce.customers, commerce.products, commerce.orders, commerce.order_items",
  );
  await server.client.query("DROP TABLE IF EXISTS pgstack.demo_data");
});

describe("seed", () => {
  it("loads every row, tells how far it is, and remembers what it loaded", async () => {
    const progress: SeedProgress[] = [];
    expect(await demoDataStatus(server.client, "commerce")).toBe(undefined);
    expect(await load({ onProgress: (one) => progress.push(one) })).toEqual({ changed: true, rows: first });
    expect(await counts()).toEqual(first);
    const last = Object.keys(first).map((table) => progress.findLast((one) => one.table === table));
    expect(last).toEqual(Object.entries(first).map(([table, total]) => ({ table, rows: total, total })));
    expect(await demoDataStatus(server.client, "commerce")).toEqual({
      seed: 42,
      scale: 1,
      rows: first,
      loadedAt: expect.any(Date),
    });
  });

  it("does nothing when the same is there, rows added by somebody included", async () => {
    await load();
    await server.client.query(ownCustomer);
    expect(await load()).toEqual({ changed: false, rows: first });
    expect((await counts()).customers).toBe(2_001);
  });

  it("replaces data of another seed or scale", async () => {
    await load();
    const other = await load({ seed: 7 });
    expect(other.changed).toBe(true);
    expect(await counts()).toEqual(other.rows);
    const larger = await load({ seed: 7, scale: 2 });
    expect(larger.rows).toMatchObject({ customers: 4_000, products: 1_000, orders: 20_000 });
    expect(await counts()).toEqual(larger.rows);
    expect(await demoDataStatus(server.client, "commerce")).toMatchObject({ seed: 7, scale: 2 });
  });

  it("lets identity columns go on after the loaded rows", async () => {
    await load();
    const { rows } = await server.client.query(`${ownCustomer} RETURNING id`);
    expect(rows).toEqual([{ id: "2001" }]);
  });

  it("leaves the planner with statistics, and index-only scans without a visit to the table", async () => {
    await load();
    const { rows } = await server.client.query(
      "SELECT reltuples::integer AS rows FROM pg_class WHERE oid = 'commerce.orders'::regclass",
    );
    expect(rows).toEqual([{ rows: 10_000 }]);
    const explain = "EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM commerce.orders WHERE id <= 100";
    const { rows: plans } = await server.client.query(explain);
    expect(plans[0]["QUERY PLAN"][0].Plan).toMatchObject({
      "Node Type": "Index Only Scan",
      "Heap Fetches": 0,
    });
  });

  it("leaves the tables as it found them, foreign keys included", async () => {
    const before = await describeSchema(server.client, "commerce");
    await load();
    expect(await describeSchema(server.client, "commerce")).toEqual(before);
    expect(before.filter((line) => line.includes("FOREIGN KEY"))).toHaveLength(3);
  });

  it("loads all or nothing", async () => {
    await load();
    const stop = ({ table }: SeedProgress) => {
      if (table === "order_items") throw new Error("stopped");
    };
    await expect(load({ scale: 2, onProgress: stop })).rejects.toThrow("stopped");
    expect(await counts()).toEqual(first);
    expect(await demoDataStatus(server.client, "commerce")).toMatchObject({ seed: 42, scale: 1 });
    const { rows } = await server.client.query(`${ownCustomer} RETURNING id`);
    expect(rows).toEqual([{ id: "2001" }]);
  });

  it("refuses to replace rows that it did not load", async () => {
    await server.client.query(ownCustomer);
    await expect(load()).rejects.toThrow(
      "schema commerce: rows that are not demo data would be lost: in customers\n",
    );
    await server.client.query("DELETE FROM commerce.customers");
    await load();
    await server.client.query(ownCustomer);
    await expect(load({ scale: 2 })).rejects.toThrow(
      "rows that are not demo data would be lost: in customers\n",
    );
    expect((await counts()).customers).toBe(2_001);
  });

  it("refuses to replace rows put into tables that were made anew", async () => {
    await load();
    await migrateTo(0);
    await migrateTo();
    await server.client.query(ownCustomer);
    expect(await demoDataStatus(server.client, "commerce")).toBe(undefined);
    await expect(load()).rejects.toThrow("rows that are not demo data would be lost: in customers\n");
  });

  it("says so when there are no tables", async () => {
    await migrateTo(1);
    await expect(load()).rejects.toThrow("schema commerce: there is no table orders, order_items\n");
  });

  it.each([
    [{ seed: -1 }, "seed: the seed -1 is no whole number from 0 to 4294967295"],
    [{ seed: 1.5 }, "seed: the seed 1.5 is no whole number"],
    [{ scale: 0 }, "scale: the scale 0 is no whole number from 1 to 1000"],
    [{ scale: 1_001 }, "scale: the scale 1001 is no whole number"],
    [{ schema: "rag" }, "schema rag: there is no demo data for this schema"],
  ])("refuses %j", async (options, message) => {
    await expect(load(options)).rejects.toThrow(message);
  });

  it("loads once when two run at once", async () => {
    const clients = [await server.connect(), await server.connect()];
    const results = await Promise.all(clients.map((client) => load({ client })));
    expect(results.map(({ changed }) => changed).sort()).toEqual([false, true]);
    expect(await counts()).toEqual(first);
    await Promise.all(clients.map((client) => client.end()));
  });
});

describe("demoDataStatus", () => {
  it.each([
    ["emptied", "TRUNCATE commerce.orders, commerce.order_items"],
    ["dropped", "DROP TABLE commerce.order_items"],
  ])("claims nothing of tables that were %s by hand; loading mends it", async (_, statement) => {
    await load();
    await server.client.query("BEGIN");
    await server.client.query(statement);
    expect(await demoDataStatus(server.client, "commerce")).toBe(undefined);
    await server.client.query("ROLLBACK");
    expect(await demoDataStatus(server.client, "commerce")).toMatchObject({ rows: first });
  });

  it("lets emptied tables be loaded again", async () => {
    await load();
    await server.client.query("TRUNCATE commerce.orders, commerce.order_items");
    expect(await load()).toEqual({ changed: true, rows: first });
    expect(await counts()).toEqual(first);
  });
});

describe("clearDemoData", () => {
  it("takes rows and marker away, once", async () => {
    await load();
    expect(await clearDemoData(server.client, "commerce")).toEqual({ changed: true });
    expect(await counts()).toEqual({ customers: 0, products: 0, orders: 0, order_items: 0 });
    expect(await clearDemoData(server.client, "commerce")).toEqual({ changed: false });
  });

  it("refuses to take rows away that are not demo data", async () => {
    await load();
    await server.client.query(ownCustomer);
    await expect(clearDemoData(server.client, "commerce")).rejects.toThrow(
      "rows that are not demo data would be lost",
    );
    expect((await counts()).customers).toBe(2_001);
  });

  it("forgets what was loaded into tables that are gone", async () => {
    await load();
    await migrateTo(0);
    expect(await clearDemoData(server.client, "commerce")).toEqual({ changed: true });
    await migrateTo();
    expect((await load()).changed).toBe(true);
  });
});

function load(options: Partial<SeedOptions> = {}) {
  return seed({ client: server.client, schema: "commerce", seed: 42, scale: 1, ...options });
}

async function migrateTo(target?: number): Promise<void> {
  const files = await readMigrations(join(projectRoot, "migrations", "commerce"));
  const to = target === undefined ? {} : { target };
  await migrate({ client: server.client, schema: "commerce", owner: "mcp_owner", files, ...to });
}

async function counts(): Promise<Record<string, number>> {
  const { rows } = await server.client.query<Record<string, number>>(
    `SELECT ${Object.keys(first)
      .map((table) => `(SELECT count(*)::integer FROM commerce.${table}) AS ${table}`)
      .join(", ")}`,
  );
  return rows[0] ?? {};
}
