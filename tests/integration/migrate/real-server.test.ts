import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelledBy } from "../../../db/cancelled-by.ts";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { ensureBookkeeping } from "../../../operations/migrate/ensure-bookkeeping.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import type { MigrateOptions } from "../../../operations/migrate/migrate-options.ts";
import { progressWords } from "../../../operations/migrate/progress-words.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { createBookkeeping } from "../../../sql/migration/create-bookkeeping.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { nativeServer } from "./server-of-kind.ts";

describe("migrations on a server whose sessions are apart", () => {
  let server: Awaited<ReturnType<typeof nativeServer>>;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await nativeServer();
    await server.place.run("CREATE ROLE shop_owner", "GRANT shop_owner TO boss");
  });
  beforeEach(async (context) => {
    needsPostgres(context);
    await server.client.query("DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS pgstack CASCADE");
    await server.client.query("CREATE SCHEMA shop AUTHORIZATION shop_owner");
  });
  afterAll(() => server?.stop());

  const run = async (folder: string, more: Partial<MigrateOptions> = {}) => {
    const { client, connection } = server;
    const files = await readMigrations(folder);
    return migrate({ client, connection, schema: "shop", owner: "shop_owner", files, ...more });
  };
  const rows = async (sql: string) => (await server.client.query({ text: sql, rowMode: "array" })).rows;
  const versions = async () => (await appliedMigrations(server.client, "shop")).map(({ version }) => version);
  const pair = (label: string, up: string, down = "") => ({
    [`${label}.up.sql`]: up,
    [`${label}.down.sql`]: down,
  });
  const table = pair("0001_a", "CREATE TABLE a (id integer, note text); CREATE TABLE log (version integer);");

  it("make their bookkeeping when another session makes it meanwhile", async () => {
    const [first, second] = [await server.connect(), await server.connect()];
    const absent = "SELECT false AS present";
    try {
      await first.query("BEGIN");
      await first.query(createBookkeeping("CREATE TABLE pgstack.first ()"));
      // A session that has all it needs in its caches, the schema's absence among it, looks nowhere else.
      await second.query("CREATE SCHEMA warm; DROP SCHEMA warm");
      await second.query("SELECT to_regnamespace('pgstack'), to_regclass('pgstack.second')");
      const ending = Promise.allSettled([
        ensureBookkeeping(second, absent, "CREATE TABLE pgstack.second ()"),
      ]);
      await expect
        .poll(() => rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
        .toEqual([[1]]);
      await first.query("COMMIT");
      expect(await ending).toEqual([{ status: "fulfilled", value: undefined }]);
    } finally {
      await Promise.all([first.end(), second.end()]);
    }
    const made = "SELECT relname FROM pg_class WHERE relnamespace = 'pgstack'::regnamespace ORDER BY 1";
    expect(await rows(made)).toEqual([["first"], ["second"]]);
  });

  it("are applied once each by runners that run at once", async () => {
    using folder = migrationsFolder("shop", table);
    for (let version = 2; version <= 9; version++)
      folder.write(pair(`000${version}_log`, `INSERT INTO log VALUES (${version}); SELECT pg_sleep(0.02);`));
    folder.write(pair("0010_idx", "-- no-transaction\nCREATE INDEX CONCURRENTLY a_idx ON a (id)"));
    const clients = await Promise.all(Array.from({ length: 4 }, () => server.connect()));
    const waited: string[] = [];
    const results = await Promise.all(
      clients.map((client) =>
        run(folder.path, {
          client,
          onProgress: (each) => each.event === "waiting" && waited.push(each.holder),
        }),
      ),
    );
    await Promise.all(clients.map((client) => client.end()));
    expect(results.flatMap(({ steps }) => steps.map(({ version }) => version)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(await rows("SELECT version FROM shop.log ORDER BY 1")).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n]),
    );
    expect(waited.length).toBeGreaterThan(0);
    expect(waited[0]).toMatch(
      /^pid \d+ \(no application name, user boss from 127\.0\.0\.1, connected since /,
    );
  });

  it("build an index again that an earlier run left INVALID, though the file says IF NOT EXISTS", async () => {
    using folder = migrationsFolder("shop", table);
    await run(folder.path);
    await server.client.query("INSERT INTO shop.a VALUES (1), (1)");
    // What a build leaves that fails, or is killed: the server itself makes it so.
    const build = "CREATE UNIQUE INDEX CONCURRENTLY a_idx ON shop.a (id)";
    await expect(server.client.query(build)).rejects.toThrow("could not create unique index");
    await server.client.query("DELETE FROM shop.a");
    const valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'shop.a_idx'::regclass";
    expect(await rows(valid)).toEqual([[false]]);
    folder.write(
      pair("0002_b", "-- no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (id)"),
    );
    expect((await run(folder.path)).steps.map(({ label }) => label)).toEqual(["0002_b"]);
    expect(await rows(valid)).toEqual([[true]]);
  });

  it("leave no INVALID index behind when a build fails", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_rows", "INSERT INTO a VALUES (1), (1);"),
      ...pair("0003_b", "-- no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY a_idx ON a (id)"),
    });
    await expect(run(folder.path)).rejects.toThrow("shop/0003_b.up.sql: could not create unique index");
    expect(await rows("SELECT to_regclass('shop.a_idx')")).toEqual([[null]]);
    expect(await versions()).toEqual([1, 2]);
  });

  it("put a row back after a build whose row was not written, and do not build again", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_b", "-- no-transaction\nCREATE INDEX CONCURRENTLY a_idx ON a (id)"),
    });
    await run(folder.path);
    const before = await rows("SELECT 'shop.a_idx'::regclass::oid");
    await server.client.query("DELETE FROM pgstack.migrations WHERE version = 2");
    expect(await run(folder.path)).toMatchObject({ restored: ["0002_b"], steps: [] });
    expect(await rows("SELECT 'shop.a_idx'::regclass::oid")).toEqual(before);
  });

  it("stop at once when they are cancelled, and keep nothing of the one that ran", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_long", "INSERT INTO log VALUES (2); SELECT pg_sleep(60);"),
    });
    const stop = new AbortController();
    const client = await server.connect();
    const running = cancelledBy(stop.signal, server.connection, client, () =>
      run(folder.path, {
        client,
        signal: stop.signal,
        // By then the statement is sent, or sent next: either way nothing of it is kept.
        onProgress: (each) =>
          each.event === "started" && each.version === 2 && setTimeout(() => stop.abort(), 300),
      }),
    );
    const began = Date.now();
    await expect(running).rejects.toThrow("canceling statement due to user request");
    expect(Date.now() - began).toBeLessThan(20_000);
    await client.end();
    expect(await versions()).toEqual([1]);
    expect(await rows("SELECT count(*)::int FROM shop.log")).toEqual([[0]]);
    expect(
      await rows(
        "SELECT count(*)::int FROM pg_stat_activity WHERE query ~ 'pg_sleep' AND pid <> pg_backend_pid()",
      ),
    ).toEqual([[0]]);
  });

  it("build an index again whose build was cancelled, while another transaction kept it from being dropped", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_b", "-- no-transaction\nCREATE INDEX CONCURRENTLY a_idx ON a (id)"),
    });
    await run(folder.path, { target: 1 });
    // The build has made its index, INVALID, and waits for this one.
    const other = await server.connect();
    await other.query("BEGIN; INSERT INTO shop.a VALUES (1)");
    const stop = new AbortController();
    const client = await server.connect();
    const onProgress: MigrateOptions["onProgress"] = (each) => {
      if (each.event === "working" && each.blockers.length > 0) stop.abort();
    };
    const running = cancelledBy(stop.signal, server.connection, client, () =>
      run(folder.path, { client, signal: stop.signal, onProgress }),
    );
    await expect(running).rejects.toThrow("canceling statement due to user request");
    await client.end();
    await other.query("COMMIT");
    await other.end();
    expect(await versions()).toEqual([1]);
    expect((await run(folder.path)).steps.map(({ label }) => label)).toEqual(["0002_b"]);
    expect(await rows("SELECT indisvalid FROM pg_index WHERE indrelid = 'shop.a'::regclass")).toEqual([
      [true],
    ]);
  });

  it("say whom a build waits for, and go on when that one is done", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_b", "-- no-transaction\nCREATE INDEX CONCURRENTLY a_idx ON a (id)"),
    });
    await run(folder.path, { target: 1 });
    const other = await server.connect();
    await other.query("SET application_name = 'a report'; BEGIN; INSERT INTO shop.a VALUES (1)");
    const seen: string[] = [];
    let ended: Promise<unknown> | undefined;
    const { steps } = await run(folder.path, {
      onProgress: (each) => {
        if (each.event !== "working" || each.blockers.length === 0) return;
        seen.push(progressWords(each));
        ended ??= other.query("COMMIT");
      },
    });
    await ended;
    await other.end();
    expect(steps.map(({ label }) => label)).toEqual(["0002_b"]);
    expect(seen[0]).toMatch(
      /^up 0002_b: waiting for writers before build: waiting for pid \d+ \(a report, user boss, idle in transaction, since \d\d:\d\d:\d\d\)$/,
    );
  });

  it("try again when a table's lock is not to be had in time", async () => {
    using folder = migrationsFolder("shop", {
      ...table,
      ...pair("0002_b", "ALTER TABLE a ADD COLUMN b integer;"),
    });
    await run(folder.path, { target: 1 });
    const other = await server.connect();
    await other.query("BEGIN; LOCK TABLE shop.a IN ACCESS SHARE MODE");
    const retries: number[] = [];
    let ended: Promise<unknown> | undefined;
    const { steps } = await run(folder.path, {
      lockTimeoutMs: 50,
      onProgress: (each) => {
        if (each.event !== "retrying") return;
        retries.push(each.attempt);
        if (each.attempt === 2) ended = other.query("COMMIT");
      },
    });
    await ended;
    await other.end();
    expect(steps.map(({ label }) => label)).toEqual(["0002_b"]);
    expect(retries).toEqual([1, 2]);
  });
});
