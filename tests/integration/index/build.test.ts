import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../../operations/index/build-index.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { until } from "../embedded/test-server.ts";
import { building, terminate } from "./building.ts";
import { type IndexServer, indexServer, type TestBuilds, vectors } from "./index-server.ts";

let server: IndexServer;
beforeAll(async () => {
  if (hasPostgres) server = await indexServer(["shared_buffers = 256MB"]);
});
beforeEach(async (context) => {
  needsPostgres(context);
  await server.admin.query(`DROP SCHEMA app CASCADE; CREATE SCHEMA app;
    CREATE TABLE app.items AS SELECT n AS id, 'name ' || n % 10 AS name FROM generate_series(1, 100) AS n;
    CREATE TABLE app.others AS TABLE app.items`);
});
afterAll(() => server?.[Symbol.asyncDispose]());

const declare = (name: string, table = "items", more: object = {}) => ({
  name,
  table,
  keys: [{ column: "name" }],
  ...more,
});
const hnsw = {
  name: "points_idx",
  table: "points",
  method: "hnsw" as const,
  keys: [{ column: "v", opclass: "vector_cosine_ops" }],
};
const build = ({ builds, told }: TestBuilds, declared: Parameters<typeof buildIndex>[1]) =>
  builds.run({ schema: "app", table: declared.table, name: declared.name }, told, (client, options) =>
    buildIndex(client, declared, options),
  );
/** A transaction on a table, open until it is committed. */
const openOn = async (table: string, application = "a report") => {
  const client = await server.connect(application);
  await client.query(`BEGIN; INSERT INTO app.${table} VALUES (0, 'open')`);
  return {
    commit: () => client.query("COMMIT"),
    [Symbol.asyncDispose]: () => client.end(),
  };
};

describe("a build", () => {
  it("says its phase and whom it waits for, once in a line that stays", async () => {
    await using open = await openOn("items");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    await until(() => test.notes.length > 0);
    await open.commit();
    expect((await built).valid).toBe(true);
    const whom =
      "pid \\d+, boss a report, idle in transaction for \\d+ s: BEGIN; INSERT INTO app\\.items VALUES";
    expect(test.notes).toEqual([
      expect.stringMatching(`^building items_idx on app\\.items waits for ${whom}`),
    ]);
    expect(test.reports[0]).toMatch(
      new RegExp(`^building items_idx on app\\.items: waiting for writers before build, waits for ${whom}`),
    );
  });

  it("says how much of an HNSW index is done, and why one process builds it", async () => {
    await server.admin.query(vectors("app.points", 8_000, 128));
    await using test = server.testBuilds();
    const built = build(test, hnsw);
    await built;
    const percents = test.reports.flatMap((line) => /loading tuples, (\d+) %$/.exec(line)?.[1] ?? []);
    expect(percents.length).toBeGreaterThan(0);
    expect(percents.map(Number)).toEqual(percents.map(Number).toSorted((a, b) => a - b));
    const { rows } = await server.admin.query(
      "SELECT extversion AS v FROM pg_extension WHERE extname = 'vector'",
    );
    const faulty = ["0.6", "0.7", "0.8.0", "0.8.1"].some((version) => rows[0].v.startsWith(version));
    expect(test.notes).toEqual(
      faulty
        ? [
            `built by one process: builds by several are not safe before pgvector 0.8.2, and this is ${rows[0].v}`,
          ]
        : [],
    );
  });

  it("of a unique index says which key is there twice, and leaves nothing", async () => {
    await using test = server.testBuilds();
    await expect(build(test, declare("items_idx", "items", { unique: true }))).rejects.toThrow(
      /^index app\.items_idx: rows of app\.items have the same key: Key \(name\)=\(name \d\) is duplicated\. \(SQLSTATE 23505\)\n {2}Change or delete/,
    );
    expect(test.notes).toEqual([]);
    expect(await server.indexes()).toEqual([]);
  });

  it("that somebody cancels on the server is not tried again, and leaves nothing", async () => {
    await using open = await openOn("items");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    const settled = built.catch(() => undefined);
    await server.admin.query("SELECT pg_cancel_backend($1)", [await building(server, "waiting for writers")]);
    // Nothing that a transaction on the table still looks at is dropped before it has ended.
    await until(async () => (await server.rows("SELECT FROM pg_stat_progress_create_index")).length === 0);
    await open.commit();
    await settled;
    await expect(built).rejects.toThrow(
      "index app.items_idx: somebody cancelled the build: canceling statement due to user request (SQLSTATE 57014)",
    );
    expect(test.notes).toEqual([]);
    expect(await server.indexes()).toEqual([]);
  });

  it("stays for the next one as long as a transaction keeps it from being dropped, and says so", async () => {
    const open = await openOn("items");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    const settled = built.catch(() => undefined);
    await server.admin.query("SELECT pg_cancel_backend($1)", [await building(server, "waiting for writers")]);
    await settled;
    expect(test.notes).toEqual([
      "app.items_idx stays INVALID for now: a transaction on its table keeps it from being dropped. The next run drops it",
    ]);
    expect(await server.indexes()).toEqual(["items_idx INVALID"]);
    await open.commit();
    await open[Symbol.asyncDispose]();
    expect((await build(test, declare("items_idx"))).valid).toBe(true);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });
});

describe("a build whose session is ended", () => {
  it("while it waits for writers is made again", async () => {
    await using open = await openOn("items");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    await terminate(server, await building(server, "waiting for writers before build"));
    await open.commit();
    expect((await built).valid).toBe(true);
    expect(test.notes[0]).toBe(
      "the connection was lost (terminating connection due to administrator command); tried again in 1 s (2 of 5)",
    );
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("while it loads tuples is made again", async () => {
    await server.admin.query(vectors("app.points", 2_000, 64));
    await using test = server.testBuilds();
    const built = build(test, hnsw);
    await terminate(server, await building(server, "loading tuples"));
    expect((await built).valid).toBe(true);
    expect(test.notes.filter((note) => note.startsWith("the connection was lost"))).toHaveLength(1);
    expect(await server.indexes()).toEqual(["points_idx valid"]);
  });

  it("while it waits for old snapshots is made again", async () => {
    const old = await server.connect("a dump");
    await old.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    await terminate(server, await building(server, "waiting for old snapshots"));
    await old.query("COMMIT");
    await old.end();
    expect((await built).valid).toBe(true);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("while it analyses the table has its statistics all the same", async () => {
    await server.admin.query(`CREATE TABLE app.slow (); CREATE FUNCTION app.slow(bigint) RETURNS bigint IMMUTABLE LANGUAGE plpgsql AS
      $$ BEGIN
        IF current_query() LIKE 'ANALYZE%' AND to_regclass('app.slow') IS NOT NULL THEN PERFORM pg_sleep(60); END IF;
        RETURN $1;
      END $$`);
    await using test = server.testBuilds();
    const built = build(test, { ...declare("items_idx"), keys: [{ expression: "app.slow(id)" }] });
    const analysing =
      "SELECT pid FROM pg_stat_activity WHERE query LIKE 'ANALYZE%' AND wait_event = 'PgSleep'";
    const pidOf = async () => (await server.admin.query<{ pid: number }>(analysing)).rows[0]?.pid;
    await until(async () => (await pidOf()) !== undefined);
    await server.admin.query("DROP TABLE app.slow");
    await terminate(server, (await pidOf()) ?? 0);
    expect((await built).valid).toBe(true);
    expect((await server.admin.query("SELECT FROM pg_stats WHERE tablename = 'items_idx'")).rowCount).toBe(1);
  });

  it("each time is given up after five, and nothing is left", async () => {
    await server.admin.query(`CREATE FUNCTION app.slow(bigint) RETURNS bigint IMMUTABLE LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_sleep(60); RETURN $1; END'`);
    await using test = server.testBuilds();
    const built = build(test, { ...declare("items_idx"), keys: [{ expression: "app.slow(id)" }] });
    const settled = built.catch(() => undefined);
    for (let tries = 1; tries <= 5; tries++)
      await terminate(server, await building(server, "building index"));
    await settled;
    await expect(built).rejects.toThrow(
      /^index app\.items_idx: the connection was lost again and again: terminating connection/,
    );
    expect(test.notes.filter((note) => note.startsWith("the connection was lost"))).toHaveLength(4);
    expect(await server.indexes()).toEqual([]);
  });
});

describe("builds at the same time", () => {
  it("run side by side on two tables, and one after the other on one", async () => {
    await using first = await openOn("items");
    await using second = await openOn("others");
    await using test = server.testBuilds({ atOnce: 2 });
    const built = Promise.all([
      build(test, declare("items_1")),
      build(test, declare("items_2")),
      build(test, declare("others_1", "others")),
    ]);
    await until(async () => (await server.rows("SELECT FROM pg_stat_progress_create_index")).length === 2);
    const tables =
      "SELECT DISTINCT relid::regclass::text AS on FROM pg_stat_progress_create_index ORDER BY 1";
    expect(await server.rows(tables)).toEqual([{ on: "app.items" }, { on: "app.others" }]);
    const turns = () => test.reports.filter((line) => line.includes("turn"));
    await until(() => turns().length > 0);
    expect(turns()).toEqual(["waits for its turn, after items_1"]);
    // The one that waits has no connection, and each build has one.
    const sessions =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'pgstack index'";
    expect(await server.rows(sessions)).toEqual([{ n: 2 }]);
    await first.commit();
    await second.commit();
    expect((await built).map(({ valid }) => valid)).toEqual([true, true, true]);
  });

  it("of two processes on one table wait for each other, and say for whom", async () => {
    await using open = await openOn("items");
    await using one = server.testBuilds();
    await using other = server.testBuilds();
    const first = build(one, declare("items_1"));
    const pid = await building(server, "waiting for writers");
    const second = build(other, declare("items_2"));
    await until(() => other.notes.length > 0);
    await open.commit();
    expect((await Promise.all([first, second])).map(({ valid }) => valid)).toEqual([true, true]);
    const holder = `pid ${pid}, boss pgstack index, active for \\d+ s: CREATE INDEX CONCURRENTLY`;
    expect(other.reports[0]).toMatch(new RegExp(`^waits for another build on app\\.items: ${holder}`));
    expect(other.notes[0]).toMatch(new RegExp(`^the build on app\\.items waits for ${holder}`));
  });

  it("share the server's memory, and say so", async () => {
    await server.admin.query(vectors("app.points", 10, 3));
    await using test = server.testBuilds({ atOnce: 8 });
    await Promise.all([build(test, hnsw), build(test, declare("items_idx"))]);
    expect(test.notes.filter((note) => note.includes("work_mem"))).toEqual([
      "built with 32 MB of maintenance_work_mem, for 8 builds may run at once and take no more than " +
        "shared_buffers together; with pgstack:indexBuilds at 1 it has all of it",
    ]);
  });
});

describe("what an earlier run left", () => {
  it("is dropped: itself INVALID, beside it, and copies of a REINDEX that failed", async () => {
    await server.admin.query("CREATE UNIQUE INDEX items_idx ON app.items (id)");
    await server.admin.query("ALTER TABLE app.items ADD COLUMN bad int; UPDATE app.items SET bad = 0");
    const open = await server.connect();
    await open.query("BEGIN; INSERT INTO app.items VALUES (0, 'open')");
    const reindex = await server.connect();
    const failed = reindex.query("REINDEX INDEX CONCURRENTLY app.items_idx").catch((error) => error.code);
    await terminate(server, await building(server, "waiting for writers"));
    expect(await failed).toBe("57P01");
    await open.query("ROLLBACK");
    await open.end();
    await server.admin.query(`CREATE INDEX items_idx_pgstack_old ON app.items (id);
      CREATE INDEX items_idx_pgstack_new ON app.items (id); CREATE INDEX mine_ccnew ON app.items (id)`);
    // As a build that was killed leaves it.
    await server.superuser(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.items_idx'::regclass;",
    );
    expect(await server.indexes()).toEqual([
      "items_idx INVALID",
      "items_idx_ccnew INVALID",
      "items_idx_pgstack_new valid",
      "items_idx_pgstack_old valid",
      "mine_ccnew valid",
    ]);
    await using test = server.testBuilds();
    const row = await build(test, declare("items_idx"));
    expect(row.definition).toBe("CREATE INDEX items_idx ON app.items USING btree (name)");
    expect(await server.indexes()).toEqual(["items_idx valid", "mine_ccnew valid"]);
  });

  it("is waited for while another session builds it, and taken as it is then", async () => {
    await using open = await openOn("items");
    const other = await server.connect("psql");
    const byHand = other.query("CREATE INDEX CONCURRENTLY items_idx ON app.items (name)");
    const pid = await building(server, "waiting for writers");
    await using test = server.testBuilds();
    const built = build(test, declare("items_idx"));
    await until(() => test.reports.includes(`waits for pid ${pid}, which builds items_idx`));
    await open.commit();
    await byHand;
    await other.end();
    const [oid] = await server.rows("SELECT 'app.items_idx'::regclass::oid AS oid");
    expect((await built).valid).toBe(true);
    expect(await server.rows("SELECT 'app.items_idx'::regclass::oid AS oid")).toEqual([oid]);
  });
});
