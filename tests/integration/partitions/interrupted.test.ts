import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inspectPartitions } from "../../../operations/partition/inspect-partitions.ts";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { until } from "../embedded/test-server.ts";
import { cases, makeKeeper, partitions, prepare, proveInterruptions, set } from "./cut-short.ts";
import { type PartitionedServer, partitionedServer } from "./partitioned-server.ts";

describe("the partitions of a table whose update is cut short", () => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (!hasPostgres) return;
    on = await partitionedServer("native");
    await makeKeeper(on);
  });
  beforeEach(needsPostgres);
  afterAll(() => on?.stop());

  const connect = () => on.server.as("keeper");

  // Before every seventh query here; before each one in tests/soak/interrupted-partitions.test.ts.
  it.each(cases)(
    "are right after the next one, wherever it was: retired ones detached %s",
    async (_, withDefault, declared) => {
      await proveInterruptions(on, declared, withDefault, 7);
    },
  );

  it("finish what DETACH CONCURRENTLY was killed in, and say before that it is so", async () => {
    await prepare(on, false);
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

  it("let writers of a table that foreign keys refer to go on, while somebody holds it", async () => {
    await on.asOwner(`CREATE TABLE app.shops (id int PRIMARY KEY, name text); INSERT INTO app.shops VALUES (1, 'a'), (2, 'b');
      CREATE TABLE app.sales (at date, shop int REFERENCES app.shops) PARTITION BY RANGE (at)`);
    const sales = { ...set, table: "sales", ahead: 0, keep: 0 };
    await maintainPartitions(on.server.admin, sales);
    await on.asOwner("INSERT INTO app.sales VALUES ('2026-11-02', 1)");
    const later = { ...sales, asOf: "2026-12-05" };
    const made = { ...later, keep: 1 };
    await maintainPartitions(on.server.admin, made);
    const [holder, writer, client] = await Promise.all([connect(), connect(), connect()]);
    await holder.query("BEGIN; UPDATE app.shops SET name = 'c' WHERE id = 1");
    const said: string[] = [];
    let ended = false;
    const done = maintainPartitions(client, later, { report: (line) => said.push(line) }).finally(() => {
      ended = true;
    });
    const waiting = "SELECT count(*)::int AS n FROM pg_inherits WHERE inhdetachpending";
    await until(async () => (await on.rows(waiting))[0]?.n === 1);
    await writer.query("SET lock_timeout = '5s'");
    for (let turn = 0; turn < 10; turn++)
      await writer.query(`UPDATE app.shops SET name = '${turn}' WHERE id = 2`);
    await until(async () => said.some((line) => line.startsWith("detaching sales_p2026_11: waits for ")));
    expect(ended).toBe(false);
    await holder.query("COMMIT");
    expect((await done).retired).toEqual(["sales_p2026_11"]);
    expect(await on.partitions("sales")).toEqual(["sales_p2026_12: 2026-12-01 2027-01-01"]);
    await Promise.all([holder, writer, client].map((each) => each.end()));
  });

  it("name who holds the lock that they wait for", async () => {
    await prepare(on, true);
    const blocker = await on.server.as("keeper");
    await blocker.query("BEGIN; LOCK TABLE app.events_default IN SHARE MODE");
    const said: string[] = [];
    const report = (message: string) => said.push(message);
    const failed = maintainPartitions(on.server.admin, set, { report, patienceMs: 500 });
    await expect(failed).rejects.toThrow(
      /^table app\.events: attaching events_p2026_10 waits for pid \d+, keeper.*: BEGIN; LOCK TABLE app\.events_default IN SHARE MODE\n/,
    );
    expect(
      said.filter((line) => /^attaching events_p2026_10: waits for pid \d+, keeper/.test(line)),
    ).not.toEqual([]);
    await blocker.query("COMMIT");
    await blocker.end();
    await maintainPartitions(on.server.admin, set);
    expect((await on.partitions("events")).slice(1)).toEqual(partitions);
  });
});
