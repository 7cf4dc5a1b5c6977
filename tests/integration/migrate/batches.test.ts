import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { type MigrationsFolder, migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

/** Ten rows at a time, by a key that can be counted on. */
const backfill = `-- batches share=1
WITH batch AS (
  SELECT id FROM a WHERE id > coalesce($1::integer, 0) AND done IS NULL ORDER BY id LIMIT 10
), changed AS (
  UPDATE a SET done = now() WHERE id IN (SELECT id FROM batch) RETURNING 1
)
SELECT (SELECT CASE WHEN count(*) = 10 THEN max(id) END FROM batch)::text AS position,
       (SELECT count(*) FROM changed)::int AS changed, 0 AS skipped;
`;

let server: EmbeddedServer;
let folder: MigrationsFolder;

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE ROLE shop_owner");
});
afterAll(() => server.stop());

beforeEach(async () => {
  folder = migrationsFolder("shop", {
    "0001_a.up.sql":
      "CREATE TABLE a (id integer, done timestamptz);\nINSERT INTO a SELECT n FROM generate_series(1, 25) AS n;\n",
    "0001_a.down.sql": "DROP TABLE a;\n",
    "0002_fill.up.sql": backfill,
    "0002_fill.down.sql": "-- Nothing to undo.\n",
  });
  await server.client.query(
    "DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS pgstack CASCADE; CREATE SCHEMA shop AUTHORIZATION shop_owner",
  );
});
afterEach(() => folder[Symbol.dispose]());

async function run(): Promise<number[]> {
  const batches: number[] = [];
  await migrate({
    client: server.client,
    schema: "shop",
    owner: "shop_owner",
    files: await readMigrations(folder.path),
    onProgress: (progress) => {
      if (progress.event === "batch") batches.push(progress.rows);
    },
  });
  return batches;
}

const versions = async () => (await appliedMigrations(server.client, "shop")).map(({ version }) => version);

describe("a migration in batches", () => {
  it("is repeated, each time in a transaction of its own, until nothing is left, and is in the history then", async () => {
    expect(await run()).toEqual([10, 20, 25]);
    const { rows } = await server.client.query(
      "SELECT count(DISTINCT done)::int AS transactions, count(done)::int AS rows FROM shop.a",
    );
    expect(rows).toEqual([{ transactions: 3, rows: 25 }]);
    expect(await versions()).toEqual([1, 2]);
    expect(await run()).toEqual([]);
  });

  it("keeps the batches before one that fails, and goes on from there", async () => {
    folder.write({
      "0002_fill.up.sql": backfill.replace(
        "SET done = now()",
        "SET done = now() + (1 / (id - 15)) * interval '1 s'",
      ),
    });
    await expect(run()).rejects.toThrow(
      "shop/0002_fill.up.sql: division by zero\n" +
        "  The batches before this one are kept. Mend what the server names, then run again: it goes on from there.",
    );
    expect(await versions()).toEqual([1]);
    folder.write({ "0002_fill.up.sql": backfill });
    expect(await run()).toEqual([10, 15]);
    expect(await versions()).toEqual([1, 2]);
  });

  it("is refused when it does not return what a batch returns", async () => {
    folder.write({ "0002_fill.up.sql": "-- batches\nSELECT $1::text AS position;\n" });
    await expect(run()).rejects.toThrow(
      "shop/0002_fill.up.sql: a batch returns one row: position text, changed integer, skipped integer",
    );
  });

  it("is one statement, as PostgreSQL itself sees to", async () => {
    folder.write({ "0002_fill.up.sql": `${backfill}SELECT 1;\n` });
    await expect(run()).rejects.toThrow("cannot insert multiple commands into a prepared statement");
  });
});
