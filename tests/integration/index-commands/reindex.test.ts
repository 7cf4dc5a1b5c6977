import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReindexChoice } from "../../../operations/index/reindex/choose-indexes.ts";
import {
  planReindex,
  reindexIndexes,
  reindexStatements,
} from "../../../operations/index/reindex/reindex-indexes.ts";
import { releaseTableLock, tryTableLock } from "../../../sql/index/table-lock.ts";
import { kinds, type ServerOfKind, serverOfKind } from "../migrate/server-of-kind.ts";

const tables = `
  CREATE SCHEMA app;
  CREATE TABLE app.items (id bigint PRIMARY KEY, note text, span int4range, EXCLUDE USING gist (span WITH &&));
  INSERT INTO app.items SELECT n, 'x' || n FROM generate_series(1, 60000) AS n;
  CREATE INDEX note_idx ON app.items (note);
  CREATE TABLE app.parts (a int, b int) PARTITION BY RANGE (a);
  CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (0) TO (10);
  CREATE TABLE app.parts_2 PARTITION OF app.parts FOR VALUES FROM (10) TO (20);
  CREATE INDEX parts_b_idx ON app.parts (b)`;

describe.each(kinds)("building indexes anew, %s", (kind) => {
  let server: ServerOfKind;
  let client: pg.Client;
  beforeAll(async () => {
    server = await serverOfKind(kind);
    ({ client } = server);
    await client.query(tables);
  });
  afterAll(() => server?.stop());

  const statements = async (choice: ReindexChoice) =>
    reindexStatements(await planReindex(client, ["app"], choice));
  const run = async (choice: ReindexChoice, signal?: AbortSignal) =>
    reindexIndexes(client, await planReindex(client, ["app"], choice), {
      schemas: ["app"],
      connection: server.connection,
      watched: kind !== "embedded",
      signal,
    });
  const did = (report: Awaited<ReturnType<typeof run>>) =>
    report.results.map(({ name, did }) => `${did} ${name}`);
  const names = async () =>
    (
      await client.query(
        "SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = 'app.items'::regclass ORDER BY 1",
      )
    ).rows.map(({ name, valid }) => `${name}${valid ? "" : " INVALID"}`);

  it("is one after the other of all, those of exclusion constraints left out", async () => {
    const plan = await planReindex(client, ["app"], { by: "all" });
    expect(reindexStatements(plan)).toEqual([
      'REINDEX INDEX CONCURRENTLY "app"."items_pkey"',
      'REINDEX INDEX CONCURRENTLY "app"."note_idx"',
      'REINDEX INDEX CONCURRENTLY "app"."parts_1_b_idx"',
      'REINDEX INDEX CONCURRENTLY "app"."parts_2_b_idx"',
    ]);
    expect(plan.skipped.map(({ name }) => name)).toEqual(["items_span_excl"]);
    const report = await run({ by: "all" });
    expect(did(report)).toEqual([
      "rebuilt items_pkey",
      "rebuilt note_idx",
      "rebuilt parts_1_b_idx",
      "rebuilt parts_2_b_idx",
    ]);
    expect(report.changed).toEqual([]);
  });

  it("of a partitioned table's is of each part, which stay its parts", async () => {
    expect(await statements({ by: "name", name: "app.parts_b_idx" })).toHaveLength(2);
    expect(did(await run({ by: "name", name: "app.parts_b_idx" }))).toHaveLength(2);
    const { rows } = await client.query(
      "SELECT count(*)::int AS parts FROM pg_inherits WHERE inhparent = 'app.parts_b_idx'::regclass",
    );
    expect(rows).toEqual([{ parts: 2 }]);
  });

  it("gives back what deleted rows took", async () => {
    expect(await statements({ by: "bloated" })).toEqual([]);
    await client.query("DELETE FROM app.items WHERE id % 20 <> 0");
    await client.query("VACUUM ANALYZE app.items");
    expect(await statements({ by: "bloated" })).toEqual([
      'REINDEX INDEX CONCURRENTLY "app"."items_pkey"',
      'REINDEX INDEX CONCURRENTLY "app"."note_idx"',
    ]);
    const { results } = await run({ by: "bloated" });
    expect(results.every(({ before, after }) => after < before / 10)).toBe(true);
    expect(await statements({ by: "bloated" })).toEqual([]);
  });

  it("mends what is INVALID, and drops what a failed rebuild left", async () => {
    await client.query("INSERT INTO app.items VALUES (-1, 'twice'), (-2, 'twice')");
    await expect(
      client.query("CREATE UNIQUE INDEX CONCURRENTLY bad_idx ON app.items (note)"),
    ).rejects.toThrow();
    await expect(client.query("REINDEX INDEX CONCURRENTLY app.bad_idx")).rejects.toThrow();
    expect(await names()).toEqual(
      expect.arrayContaining(["app.bad_idx INVALID", "app.bad_idx_ccnew INVALID"]),
    );

    const failed = await run({ by: "invalid" });
    expect(did(failed)).toEqual(["dropped bad_idx_ccnew", "failed bad_idx"]);
    expect(failed.results[1]?.reason).toBe('could not create unique index "bad_idx_ccnew"');
    expect(await names()).toEqual([
      "app.bad_idx INVALID",
      "app.items_pkey",
      "app.items_span_excl",
      "app.note_idx",
    ]);

    await client.query("DELETE FROM app.items WHERE id = -2");
    expect(did(await run({ by: "invalid" }))).toEqual(["rebuilt bad_idx"]);
    expect(await names()).toEqual(["app.bad_idx", "app.items_pkey", "app.items_span_excl", "app.note_idx"]);
    await client.query("DROP INDEX app.bad_idx");
  });

  it("drops a leftover while no build of ours is on its table, and needs it no more by then", async () => {
    await client.query("INSERT INTO app.items VALUES (-3, 'twice'), (-4, 'twice')");
    const unique = "CREATE UNIQUE INDEX CONCURRENTLY gone_idx_ccnew ON app.items (note)";
    await expect(client.query(unique)).rejects.toThrow("could not create unique index");
    await client.query("DELETE FROM app.items WHERE id < 0");
    const plan = await planReindex(client, ["app"], { by: "invalid" });
    await client.query("DROP INDEX app.gone_idx_ccnew");
    const asked: unknown[] = [];
    const query = client.query.bind(client);
    const heard = Object.assign(Object.create(client), {
      query: (...args: Parameters<typeof query>) => {
        asked.push(args[0]);
        return query(...args);
      },
    });
    const options = { schemas: ["app"], connection: server.connection, watched: false };
    expect(did(await reindexIndexes(heard, plan, options))).toEqual(["dropped gone_idx_ccnew"]);
    expect(asked.slice(1, -1)).toEqual([
      tryTableLock,
      'DROP INDEX CONCURRENTLY IF EXISTS "app"."gone_idx_ccnew"',
      releaseTableLock,
    ]);
  });

  // Those that follow need others at work meanwhile. On an embedded server a session that waits keeps all others waiting, and
  // none can be ended.
  if (kind === "embedded") return;

  it("that is stopped leaves the index as it was, and nothing beside it", async () => {
    const before = await names();
    const holder = await server.connect();
    // In the holder's transaction the view would stay as it was first read.
    const watcher = await server.connect();
    await holder.query("BEGIN; LOCK TABLE app.items IN SHARE UPDATE EXCLUSIVE MODE");
    const ending = new AbortController();
    const waiting = run({ by: "name", name: "app.note_idx" }, ending.signal);
    const stopped = expect(waiting).rejects.toThrow("canceling statement due to user request");
    const waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'REINDEX%'";
    await expect.poll(async () => (await watcher.query(waits)).rows.length, { timeout: 20_000 }).toBe(1);
    ending.abort();
    await stopped;
    await holder.query("ROLLBACK");
    await Promise.all([holder.end(), watcher.end()]);
    expect(await names()).toEqual(before);
  });

  const holding = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'virtualxid' AND query LIKE 'REINDEX%'";

  it("that is stopped leaves to the next run what somebody's transaction keeps from being dropped", async () => {
    const before = await names();
    const [holder, watcher] = [await server.connect(), await server.connect()];
    await holder.query("BEGIN; INSERT INTO app.items VALUES (-5, 'held')");
    const ending = new AbortController();
    const said: (string | null)[] = [];
    const waiting = reindexIndexes(
      client,
      await planReindex(client, ["app"], { by: "name", name: "app.note_idx" }),
      {
        schemas: ["app"],
        connection: server.connection,
        watched: true,
        signal: ending.signal,
        onDone: ({ reason }) => said.push(reason),
      },
    );
    const stopped = expect(waiting).rejects.toThrow("canceling statement due to user request");
    await expect.poll(async () => (await watcher.query(holding)).rows.length, { timeout: 20_000 }).toBe(1);
    ending.abort();
    await stopped;
    expect(said).toEqual([
      "canceling statement due to user request; note_idx_ccnew is left over: index reindex --invalid drops it",
    ]);
    await holder.query("ROLLBACK");
    await Promise.all([holder.end(), watcher.end()]);
    expect(did(await run({ by: "invalid" }))).toEqual(["dropped note_idx_ccnew"]);
    expect(await names()).toEqual(before);
  }, 60_000);

  it("says what it did, too, where the connection is lost", async () => {
    const before = await names();
    const [own, holder, watcher] = [await server.connect(), await server.connect(), await server.connect()];
    own.on("error", () => undefined);
    await holder.query("BEGIN; INSERT INTO app.items VALUES (-6, 'held')");
    const { leftovers, targets, skipped } = await planReindex(client, ["app"], { by: "all" });
    const plan = { leftovers, skipped, targets: targets.filter(({ table }) => table === "items") };
    const options = { schemas: ["app"], connection: server.connection, watched: true };
    const waiting = reindexIndexes(own, plan, options);
    await expect.poll(async () => (await watcher.query(holding)).rows.length, { timeout: 20_000 }).toBe(1);
    await watcher.query(`SELECT pg_terminate_backend(pid) FROM (${holding.replace("1", "pid")}) AS waiting`);
    const report = await waiting;
    expect(did(report)).toEqual(["failed items_pkey", "failed note_idx"]);
    expect(report.results[0]?.reason).toBe("terminating connection due to administrator command");
    expect(report.changed).toEqual([]);
    await holder.query("ROLLBACK");
    await Promise.all([holder.end(), watcher.end(), own.end().catch(() => undefined)]);
    expect(did(await run({ by: "invalid" }))).toEqual(["dropped items_pkey_ccnew"]);
    expect(await names()).toEqual(before);
  }, 60_000);

  it("says what others changed meanwhile", async () => {
    const plan = await planReindex(client, ["app"], { by: "name", name: "app.note_idx" });
    const other = await server.connect();
    let made: Promise<unknown> | undefined;
    const query = client.query.bind(client);
    // Between the rebuild and the last look.
    const slowed = Object.assign(Object.create(client), {
      query: async (...args: Parameters<typeof query>) => {
        await made;
        return query(...args);
      },
    });
    const report = await reindexIndexes(slowed, plan, {
      schemas: ["app"],
      connection: server.connection,
      watched: true,
      onDone: () => {
        made = other.query("CREATE INDEX meanwhile_idx ON app.parts_1 (a)");
      },
    });
    await other.end();
    expect(report.changed).toEqual(["app.meanwhile_idx"]);
  });
});
