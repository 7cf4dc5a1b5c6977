import type { ClientBase } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inspectPartitions, type PlacedSet } from "../../../operations/partition/inspect-partitions.ts";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { until } from "../embedded/test-server.ts";
import { password } from "../provider/access-server.ts";
import { type PartitionedServer, partitionedServer } from "./partitioned-server.ts";

describe("the partitions of a table whose update is cut short", () => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (!hasPostgres) return;
    on = await partitionedServer("native");
    await on.rows("CREATE SCHEMA archive AUTHORIZATION own");
  });
  beforeEach(needsPostgres);
  afterAll(() => on?.stop());

  const set: PlacedSet = {
    schema: "app",
    table: "events",
    interval: "month",
    ahead: 1,
    keep: 1,
    asOf: "2026-11-05T12:00:00Z",
  };

  /** August and September are to be retired, October was detached by hand, November and December are to be made. */
  async function prepare(withDefault: boolean): Promise<void> {
    await on.rows(
      "DROP TABLE IF EXISTS app.events, app.events_p2026_08, app.events_p2026_09, app.events_p2026_10",
    );
    await on.rows("DROP TABLE IF EXISTS archive.events_p2026_08, archive.events_p2026_09");
    await on.asOwner(`
      CREATE TABLE app.events (at date, n int) PARTITION BY RANGE (at);
      CREATE TABLE app.events_p2026_08 PARTITION OF app.events FOR VALUES FROM ('2026-08-01') TO ('2026-09-01');
      CREATE TABLE app.events_p2026_09 PARTITION OF app.events FOR VALUES FROM ('2026-09-01') TO ('2026-10-01');
      CREATE TABLE app.events_p2026_10 PARTITION OF app.events FOR VALUES FROM ('2026-10-01') TO ('2026-11-01');
      INSERT INTO app.events SELECT '2026-08-01'::date + d, d FROM generate_series(0, 91) AS d;
      ALTER TABLE app.events DETACH PARTITION app.events_p2026_10`);
    if (withDefault)
      await on.asOwner(`
        CREATE TABLE app.events_default PARTITION OF app.events DEFAULT;
        INSERT INTO app.events SELECT '2026-11-01'::date + d, d FROM generate_series(0, 60) AS d`);
  }

  const partitions = [
    "events_p2026_10: 2026-10-01 2026-11-01",
    "events_p2026_11: 2026-11-01 2026-12-01",
    "events_p2026_12: 2026-12-01 2027-01-01",
  ];

  /** Runs an update whose connection is ended right before its n-th query: how many queries it came to. */
  async function cutShort(declared: PlacedSet, at: number): Promise<number> {
    const client = await connect();
    const [{ pid }] = (await client.query("SELECT pg_backend_pid() AS pid")).rows;
    let queries = 0;
    const counted = new Proxy(client, {
      get(target, property) {
        if (property !== "query") return Reflect.get(target, property, target);
        return async (...given: [string, unknown[]]) => {
          if (++queries === at) await on.rows(`SELECT pg_terminate_backend(${pid}, 10000)`);
          return target.query(...given);
        };
      },
    });
    await maintainPartitions(counted as unknown as ClientBase, declared).catch((error: unknown) => {
      if (queries < at) throw error;
    });
    await client.end().catch(() => undefined);
    return queries;
  }

  const connect = () => on.server.as("keeper");

  it.each([
    ["and are kept", false, { ...set }],
    ["and are dropped", false, { ...set, retired: "drop" }],
    ["and are moved", false, { ...set, retired: { schema: "archive" } }],
    ["and there is a default partition", true, { ...set, retired: "drop" }],
  ] as const)(
    "are right after the next one, wherever it was: retired ones detached %s",
    async (_, others, declared) => {
      await on.rows(
        `DO $$ BEGIN CREATE ROLE keeper LOGIN PASSWORD '${password}' IN ROLE own; EXCEPTION WHEN duplicate_object THEN END $$`,
      );
      await prepare(others);
      const all = await cutShort(declared, Number.POSITIVE_INFINITY);
      expect(all).toBeGreaterThan(30);
      const [{ whole }] = (await on.rows(
        "SELECT array_agg(e ORDER BY at)::text AS whole FROM app.events AS e",
      )) as [{ whole: string }];
      for (let at = 1; at <= all; at++) {
        await prepare(others);
        await cutShort(declared, at);
        const client = await connect();
        const { now } = await maintainPartitions(client, declared);
        await client.end();
        expect({ at, make: now.plan.make, retire: now.plan.retire, unfinished: now.unfinished }).toEqual({
          at,
          make: [],
          retire: [],
          unfinished: [],
        });
        expect((await on.partitions("events")).filter((line) => !line.endsWith("DEFAULT"))).toEqual(
          partitions,
        );
        expect(await on.rows("SELECT array_agg(e ORDER BY at)::text AS whole FROM app.events AS e")).toEqual([
          { whole },
        ]);
        expect(
          await on.rows(
            "SELECT count(*)::int AS kept FROM pg_class WHERE relname IN ('events_p2026_08', 'events_p2026_09')",
          ),
        ).toEqual([{ kept: "retired" in declared && declared.retired === "drop" ? 0 : 2 }]);
        expect(
          await on.rows("SELECT count(*)::int AS n FROM pg_constraint WHERE conname LIKE 'pgstack%'"),
        ).toEqual([{ n: 0 }]);
      }
    },
  );

  it("finish what DETACH CONCURRENTLY was killed in, and say before that it is so", async () => {
    await prepare(false);
    const reader = await on.server.as("keeper");
    await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM app.events");
    const client = await connect();
    const [{ pid }] = (await client.query("SELECT pg_backend_pid() AS pid")).rows;
    const ended = maintainPartitions(client, set).catch((error: Error) => error.message);
    const pending = async () =>
      (await on.rows("SELECT count(*)::int AS n FROM pg_inherits WHERE inhdetachpending"))[0]?.n === 1;
    await until(pending);
    await on.rows(`SELECT pg_terminate_backend(${pid}, 10000)`);
    expect(await ended).toMatch(/terminat/);
    await reader.query("COMMIT");
    await reader.end();
    const found = await inspectPartitions(on.server.admin, set);
    expect(found.plan.finish.map(({ name }) => name)).toEqual(["events_p2026_08"]);
    await maintainPartitions(on.server.admin, set);
    expect(await on.partitions("events")).toEqual(partitions);
  });

  it("name who holds the lock that they wait for", async () => {
    await prepare(true);
    const blocker = await on.server.as("keeper");
    await blocker.query("BEGIN; LOCK TABLE app.events_default IN SHARE MODE");
    const said: string[] = [];
    const report = (message: string) => said.push(message);
    const failed = maintainPartitions(on.server.admin, set, { report, patienceMs: 500 });
    await expect(failed).rejects.toThrow(
      /^partitions of app\.events: process \d+ \(keeper.*\) holds a lock on the table or one of its partitions, and does not give it back\n/,
    );
    expect(said.filter((line) => /^waiting for process \d+ \(keeper/.test(line))).not.toEqual([]);
    await blocker.query("COMMIT");
    await blocker.end();
    await maintainPartitions(on.server.admin, set);
    expect((await on.partitions("events")).slice(1)).toEqual(partitions);
  });
});
