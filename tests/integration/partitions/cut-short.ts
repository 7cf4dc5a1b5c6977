import type { ClientBase } from "pg";
import { expect } from "vitest";
import type { PlacedSet } from "../../../operations/partition/inspect-partitions.ts";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { password } from "../provider/access-server.ts";
import type { PartitionedServer } from "./partitioned-server.ts";

/** November 2026; October and what was before it are kept or retired by it. */
export const set: PlacedSet = {
  schema: "app",
  table: "events",
  interval: "month",
  ahead: 1,
  keep: 1,
  asOf: "2026-11-05T12:00:00Z",
};

/** Sets, and whether the table has a default partition with rows for what is to be made. */
export const cases = [
  ["and are kept", false, { ...set }],
  ["and are dropped", false, { ...set, retired: "drop" }],
  ["and are moved", false, { ...set, retired: { schema: "archive" } }],
  ["and there is a default partition", true, { ...set, retired: "drop" }],
] as const;

/** What the set leaves, without the default partition. */
export const partitions = [
  "events_p2026_10: 2026-10-01 2026-11-01",
  "events_p2026_11: 2026-11-01 2026-12-01",
  "events_p2026_12: 2026-12-01 2027-01-01",
];

/** Role `keeper`, which owns what `own` does, and a schema `archive`. */
export async function makeKeeper(on: PartitionedServer): Promise<void> {
  await on.rows("CREATE SCHEMA archive AUTHORIZATION own");
  await on.rows(`CREATE ROLE keeper LOGIN PASSWORD '${password}' IN ROLE own`);
}

/** August and September are to be retired, October was detached by hand, November and December are to be made. */
export async function prepare(on: PartitionedServer, withDefault: boolean): Promise<void> {
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

/** Runs an update whose connection is ended right before its n-th query: how many queries it came to. */
async function cutShort(on: PartitionedServer, declared: PlacedSet, at: number): Promise<number> {
  const client = await on.server.as("keeper");
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

/** Cuts an update short before each of its queries, or every so many, and runs another one: nothing is left, and nothing lost. */
export async function proveInterruptions(
  on: PartitionedServer,
  declared: PlacedSet,
  withDefault: boolean,
  every: number,
): Promise<void> {
  const whole = () => on.rows("SELECT array_agg(e ORDER BY at)::text AS whole FROM app.events AS e");
  await prepare(on, withDefault);
  const all = await cutShort(on, declared, Number.POSITIVE_INFINITY);
  expect(all).toBeGreaterThan(30);
  const rows = await whole();
  for (let at = 1; at <= all; at += every) {
    await prepare(on, withDefault);
    await cutShort(on, declared, at);
    const client = await on.server.as("keeper");
    const { now } = await maintainPartitions(client, declared);
    await client.end();
    const left = { make: now.plan.make, retire: now.plan.retire, unfinished: now.unfinished };
    expect({ at, left }).toEqual({ at, left: { make: [], retire: [], unfinished: [] } });
    expect((await on.partitions("events")).filter((line) => !line.endsWith("DEFAULT"))).toEqual(partitions);
    expect(await whole()).toEqual(rows);
    expect(
      await on.rows(`SELECT count(*) FILTER (WHERE relname IN ('events_p2026_08', 'events_p2026_09'))::int AS kept,
        (SELECT count(*)::int FROM pg_constraint WHERE conname LIKE 'pgstack%') AS proofs FROM pg_class`),
    ).toEqual([{ kept: declared.retired === "drop" ? 0 : 2, proofs: 0 }]);
  }
}
