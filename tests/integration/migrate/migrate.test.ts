import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import type { MigrateOptions } from "../../../operations/migrate/migrate-options.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { type MigrationsFolder, migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

let server: EmbeddedServer;
let folder: MigrationsFolder;

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE ROLE shop_owner");
});
afterAll(() => server.stop());

beforeEach(async () => {
  folder = migrationsFolder("shop", {
    "0001_a.up.sql": "CREATE TABLE a (id integer);\n",
    "0001_a.down.sql": "DROP TABLE a;\n",
    "0002_b.up.sql": "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n",
    "0002_b.down.sql": "DROP TABLE b;\n",
  });
  await server.client.query(
    `DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS pgstack CASCADE; CREATE SCHEMA shop AUTHORIZATION shop_owner`,
  );
});
afterEach(() => folder[Symbol.dispose]());

describe("migrate", () => {
  it("applies what is pending, in order, once, and tells what it does", async () => {
    const events: string[] = [];
    const first = await run({
      onProgress: (progress) => events.push(`${progress.event} ${"label" in progress ? progress.label : ""}`),
    });
    expect(first.changed).toBe(true);
    expect(first.steps.map(({ direction, label }) => `${direction} ${label}`)).toEqual([
      "up 0001_a",
      "up 0002_b",
    ]);
    expect(events).toEqual(["started 0001_a", "finished 0001_a", "started 0002_b", "finished 0002_b"]);
    expect(await run()).toEqual({ changed: false, steps: [] });
    expect(await tables()).toEqual(["a shop_owner", "b shop_owner"]);
  });

  it("writes what it applied into the history, which is empty before there is a table", async () => {
    expect(await appliedMigrations(server.client, "shop")).toEqual([]);
    await run();
    const files = await readMigrations(folder.path);
    const user = (await server.client.query<{ name: string }>("SELECT session_user::text AS name")).rows[0]
      ?.name;
    expect(await appliedMigrations(server.client, "shop")).toEqual(
      files.map(({ version, name, up, down }) => ({
        version,
        name,
        upChecksum: up.checksum,
        downChecksum: down.checksum,
        downSql: down.sql,
        variables: {},
        appliedAt: expect.any(Date),
        durationMs: expect.any(Number),
        appliedBy: user,
      })),
    );
    expect(await appliedMigrations(server.client, "other")).toEqual([]);
  });

  it("leaves role, search_path and lock_timeout of the connection as they were", async () => {
    folder.write({
      "0003_c.up.sql": "-- no-transaction\nVACUUM a",
      "0003_c.down.sql": "-- no-transaction\nVACUUM a",
    });
    const settings = `SELECT current_user, current_setting('search_path') AS path, current_setting('lock_timeout') AS wait`;
    const before = (await server.client.query(settings)).rows;
    await run();
    expect((await server.client.query(settings)).rows).toEqual(before);
  });

  it("stops at a failing migration, keeps those before it, and goes on once the file is mended", async () => {
    folder.write({ "0002_b.up.sql": "CREATE TABLE b (id integer);\nINSERT INTO b\nVALUES (1, 2);\n" });
    await expect(run()).rejects.toThrow(
      "shop/0002_b.up.sql:3: INSERT has more expressions than target columns\n" +
        "  Nothing of this migration was kept; those before it stay applied. Mend what the server names, then run again.",
    );
    expect(await versions()).toEqual([1]);
    expect(await tables()).toEqual(["a shop_owner"]);
    folder.write({ "0002_b.up.sql": "CREATE TABLE b (id integer);\n" });
    expect((await run()).steps.map(({ label }) => label)).toEqual(["0002_b"]);
  });

  it("refuses an edited file, naming both checksums, and does nothing", async () => {
    await run();
    folder.write({ "0001_a.up.sql": "CREATE TABLE a (id bigint);\n" });
    const [applied] = await appliedMigrations(server.client, "shop");
    const [file] = await readMigrations(folder.path);
    await expect(run()).rejects.toThrow(
      `shop/0001_a.up.sql: applied with checksum ${applied?.upChecksum}, is ${file?.up.checksum} now`,
    );
    expect(await versions()).toEqual([1, 2]);
  });

  it("ends at a target, both ways", async () => {
    await run({ target: 1 });
    expect(await versions()).toEqual([1]);
    await run();
    const { steps } = await run({ target: 0 });
    expect(steps.map(({ direction, label }) => `${direction} ${label}`)).toEqual([
      "down 0002_b",
      "down 0001_a",
    ]);
    expect(await tables()).toEqual([]);
    expect(await versions()).toEqual([]);
  });

  it("rolls back a migration whose file is gone, by what the history keeps, when asked to", async () => {
    await run();
    folder.remove("0002_b.up.sql", "0002_b.down.sql");
    await expect(run()).rejects.toThrow("migrations shop: applied, but no longer among the files: 0002_b");
    expect(await versions()).toEqual([1, 2]);
    const { steps } = await run({ target: 1 });
    expect(steps.map(({ direction, label }) => `${direction} ${label}`)).toEqual(["down 0002_b"]);
    expect(await tables()).toEqual(["a shop_owner"]);
  });

  it("replaces a migration by another of the same number when asked to", async () => {
    await run();
    folder.remove("0002_b.up.sql", "0002_b.down.sql");
    folder.write({ "0002_c.up.sql": "CREATE TABLE c ();", "0002_c.down.sql": "DROP TABLE c;" });
    const { steps } = await run({ rollBackMissing: true });
    expect(steps.map(({ direction, label }) => `${direction} ${label}`)).toEqual([
      "down 0002_b",
      "up 0002_c",
    ]);
    expect(await tables()).toEqual(["a shop_owner", "c shop_owner"]);
  });

  it("keeps a failed rollback's migration in the history", async () => {
    folder.write({ "0002_b.down.sql": "DROP TABLE b;\nDROP TABLE absent;\n" });
    await run();
    await expect(run({ target: 1 })).rejects.toThrow('shop/0002_b.down.sql: table "absent" does not exist');
    expect(await versions()).toEqual([1, 2]);
    expect(await tables()).toEqual(["a shop_owner", "b shop_owner"]);
  });

  it("fills in variables, and refuses another value for what is applied", async () => {
    folder.write({
      "0003_c.up.sql": "CREATE TABLE c (v char({{ n }}));",
      "0003_c.down.sql": "DROP TABLE c;",
    });
    const { client } = server;
    const shop = { client, schema: "shop", owner: "shop_owner" };
    await migrate({ ...shop, files: await readMigrations(folder.path, { n: 3 }) });
    const { rows } = await client.query(
      "SELECT atttypmod - 4 AS length FROM pg_attribute WHERE attrelid = 'shop.c'::regclass AND attname = 'v'",
    );
    expect(rows).toEqual([{ length: 3 }]);
    await expect(migrate({ ...shop, files: await readMigrations(folder.path, { n: 4 }) })).rejects.toThrow(
      "shop/0003_c.up.sql: applied with n = 3, is 4 now",
    );
  });

  it("finds a file that ends its own transaction, and does not record it", async () => {
    folder.write({ "0002_b.up.sql": "CREATE TABLE b ();\nCOMMIT;\nCREATE TABLE c ();\n" });
    await expect(run()).rejects.toThrow("shop/0002_b.up.sql: the file ends its transaction");
    expect(await versions()).toEqual([1]);
  });

  it("runs one statement without a transaction, and refuses two", async () => {
    folder.write({ "0003_c.up.sql": "-- no-transaction\nVACUUM a;\n", "0003_c.down.sql": "" });
    await run();
    expect(await versions()).toEqual([1, 2, 3]);
    folder.write({ "0004_d.up.sql": "-- no-transaction\nVACUUM a;\nVACUUM b;\n", "0004_d.down.sql": "" });
    await expect(run()).rejects.toThrow(
      "shop/0004_d.up.sql: cannot insert multiple commands into a prepared statement\n" +
        "  It ran without a transaction: see what it left behind. Such a file holds exactly one statement, safe to run twice.",
    );
    expect(await versions()).toEqual([1, 2, 3]);
  });

  it("tries again when a lock is not to be had in time, and gives up after five times", async () => {
    await server.client.query("CREATE SEQUENCE shop.tries; GRANT USAGE ON SEQUENCE shop.tries TO shop_owner");
    // A sequence's steps survive the rollback of the transaction that took them.
    const failing = (times: number) =>
      `DO $$ BEGIN IF nextval('tries') <= ${times} THEN RAISE lock_not_available; END IF; END $$;`;
    folder.write({ "0003_c.up.sql": failing(2), "0003_c.down.sql": "" });
    const retries: number[] = [];
    const onProgress: MigrateOptions["onProgress"] = (progress) => {
      if (progress.event === "retrying") retries.push(progress.attempt);
    };
    await run({ onProgress });
    expect(retries).toEqual([1, 2]);
    expect(await versions()).toEqual([1, 2, 3]);

    folder.write({ "0004_d.up.sql": failing(1_000), "0004_d.down.sql": "" });
    await expect(run({ onProgress })).rejects.toThrow("shop/0004_d.up.sql: lock_not_available");
    expect(retries).toEqual([1, 2, 1, 2, 3, 4]);
    expect(await versions()).toEqual([1, 2, 3]);
  });

  it("applies each migration once when several run at once", async () => {
    await server.client.query("CREATE TABLE shop.log (version integer); GRANT ALL ON shop.log TO shop_owner");
    for (let version = 3; version <= 8; version++) {
      folder.write({
        [`000${version}_log.up.sql`]: `INSERT INTO log VALUES (${version});`,
        [`000${version}_log.down.sql`]: `DELETE FROM log WHERE version = ${version};`,
      });
    }
    const clients = await Promise.all(Array.from({ length: 3 }, () => server.connect()));
    const results = await Promise.all(clients.map((client) => run({ client })));
    expect(
      results
        .flatMap(({ steps }) => steps)
        .map(({ version }) => version)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const { rows } = await server.client.query("SELECT version FROM shop.log ORDER BY version");
    expect(rows.map(({ version }) => version)).toEqual([3, 4, 5, 6, 7, 8]);
    await Promise.all(clients.map((client) => client.end()));
  });
});

async function run(options: Partial<MigrateOptions> = {}) {
  const files = await readMigrations(folder.path);
  return migrate({ client: server.client, schema: "shop", owner: "shop_owner", files, ...options });
}

async function versions(): Promise<number[]> {
  return (await appliedMigrations(server.client, "shop")).map(({ version }) => version);
}

async function tables(): Promise<string[]> {
  const { rows } = await server.client.query<{ line: string }>(
    "SELECT tablename || ' ' || tableowner AS line FROM pg_tables WHERE schemaname = 'shop' ORDER BY 1",
  );
  return rows.map(({ line }) => line);
}
