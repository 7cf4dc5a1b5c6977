import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type IndexServer, indexServer } from "./index-server.ts";

let server: IndexServer;
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await indexServer("native");
  await server.admin.query(`
    CREATE TABLE app.events (id int, day int NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM (0) TO (10);
    GRANT USAGE ON SCHEMA app TO reader; GRANT SELECT, INSERT ON app.events TO reader`);
});
afterAll(() => server?.stop());
beforeEach(needsPostgres);

const index = { name: "events_day_idx", table: "events", keys: [{ column: "day" }] };

it("is dropped once an open transaction that reads has ended, with nobody queued behind it meanwhile", async () => {
  const [holder, other] = [await server.as("reader"), await server.as("reader")];
  try {
    const made = await server.make(index);
    await holder.query("BEGIN; SELECT count(*) FROM app.events");
    let dropped = false;
    const removing = server.remove(made).then(() => {
      dropped = true;
    });
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'app.events'::regclass`;
    while ((await server.rows(waiting))[0]?.n === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    // Behind a lock that was waited for without a bound this one would wait until the holder is done.
    await other.query("SET statement_timeout = '5s'");
    await other.query("SELECT count(*) FROM app.events");
    expect(dropped).toBe(false);
    await holder.query("COMMIT");
    await removing;
    expect(await server.rows("SELECT FROM pg_class WHERE relname = 'events_day_idx'")).toEqual([]);
  } finally {
    await Promise.all([holder.end(), other.end()]);
  }
});

it("waits for writers no longer than a moment at a time when it is made", async () => {
  const [holder, other] = [await server.as("reader"), await server.as("reader")];
  try {
    await holder.query("BEGIN; INSERT INTO app.events VALUES (1, 1)");
    const making = server.make({ ...index, name: "events_id_idx", keys: [{ column: "id" }] });
    const waits = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'pgstack index' AND wait_event_type = 'Lock'`;
    while ((await server.rows(waits))[0]?.n === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await other.query("SET statement_timeout = '5s'; INSERT INTO app.events VALUES (2, 2)");
    await holder.query("COMMIT");
    expect((await making).outputs).toMatchObject({ valid: true, missingOn: [] });
  } finally {
    await Promise.all([holder.end(), other.end()]);
  }
});

it("is finished by the next run when its connection was lost while a partition's was built", async () => {
  await server.admin.query("CREATE TABLE app.events_2 PARTITION OF app.events FOR VALUES FROM (10) TO (20)");
  const holder = await server.as("reader");
  const both = { name: "events_both_idx", table: "events", keys: [{ column: "id" }, { column: "day" }] };
  try {
    // The build on the second partition waits for this one; that on the first is done.
    await holder.query("BEGIN; INSERT INTO app.events VALUES (11, 11)");
    const making = server.make(both).catch((error: unknown) => error);
    const building = `
      SELECT pid FROM pg_stat_activity WHERE application_name = 'pgstack index' AND wait_event_type = 'Lock'
      AND query LIKE 'CREATE INDEX CONCURRENTLY%events_2%'`;
    let pid: unknown;
    while (pid === undefined) pid = (await server.rows(building))[0]?.pid;
    await server.superuser(`SELECT pg_terminate_backend(${Number(pid)})`);
    await holder.query("COMMIT");
    await making;
    expect((await server.make(both)).outputs).toMatchObject({ valid: true, missingOn: [] });
    const left = `
      SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relname LIKE '%both_idx%' ORDER BY 1`;
    expect(await server.rows(left)).toEqual([
      { name: "events_1_events_both_idx", valid: true },
      { name: "events_2_events_both_idx", valid: true },
      { name: "events_both_idx", valid: true },
    ]);
  } finally {
    await holder.end();
  }
});

it("has no index on a foreign table, and is whole without", async () => {
  await server.superuser(
    "CREATE EXTENSION postgres_fdw; CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw",
  );
  await server.superuser(
    "CREATE FOREIGN TABLE app.events_9 PARTITION OF app.events FOR VALUES FROM (90) TO (99) SERVER elsewhere",
  );
  const made = await server.make({
    ...index,
    name: "events_far_idx",
    keys: [{ column: "id", order: "desc" }],
  });
  expect(made.outputs).toMatchObject({ valid: true, missingOn: [] });
  expect((await server.proposed(made)).changes).toEqual([]);
  await server.remove(made);
});
