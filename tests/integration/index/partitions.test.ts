import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { rebuildIndex } from "../../../operations/index/rebuild-index.ts";
import { tryTableLock } from "../../../sql/index/table-lock.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { building } from "./building.ts";
import { type IndexServer, indexServer, type TestBuilds } from "./index-server.ts";

let server: IndexServer;
/** Who reads the first partition in a transaction that stays open. */
let reader: pg.Client;
beforeAll(async () => {
  if (hasPostgres) server = await indexServer();
});
/** A build on the second partition waits for the lock that the test has; one on the first does not. */
beforeEach(async (context) => {
  needsPostgres(context);
  await server.admin.query(`DROP SCHEMA app CASCADE; CREATE SCHEMA app;
    CREATE TABLE app.events (id int, day int NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM (0) TO (10);
    CREATE TABLE app.events_2 PARTITION OF app.events FOR VALUES FROM (10) TO (20);
    INSERT INTO app.events VALUES (1, 1), (11, 11);
    CREATE FUNCTION app.gated(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS
      'BEGIN IF $1 > 10 THEN PERFORM pg_advisory_xact_lock_shared(7); END IF; RETURN $1; END'`);
  await server.admin.query("SELECT pg_advisory_lock(7)");
  reader = await server.connect("a report");
});
afterEach(async () => {
  await reader?.end();
  await server?.admin.query("SELECT pg_advisory_unlock_all()");
});
afterAll(() => server?.[Symbol.asyncDispose]());

const events: IndexDefinition = {
  name: "events_idx",
  table: "events",
  keys: [{ column: "day" }, { expression: "app.gated(id)" }],
};
const build = ({ builds, told }: TestBuilds, declared = events) =>
  builds.run({ schema: "app", table: "events", name: "events_idx" }, told, (client, options) =>
    rebuildIndex(client, declared, options),
  );
const openGate = () => server.admin.query("SELECT pg_advisory_unlock_all()");
const oid = async (name: string) =>
  (await server.rows(`SELECT 'app.${name}'::regclass::oid::int AS oid`))[0]?.oid;
const whole = ["events_1_events_idx valid", "events_2_events_idx valid", "events_idx valid"];

describe("the build on one of several partitions", () => {
  it("that is cancelled waits for nobody, and the next run goes on with the parts that are built", async () => {
    await using test = server.testBuilds();
    const built = build(test).catch((error: Error) => error.message);
    await building(server, "building index");
    await reader.query("BEGIN; SELECT FROM app.events_1");
    test.cancel();
    expect(await built).toBe("index app.events_idx: cancelled; the next run goes on with it");
    expect(await server.indexes()).toEqual(["events_1_events_idx valid"]);
    expect(test.notes).toEqual([
      "app.events_1_events_idx is built, and stays: the next run takes it as a part of events_idx",
    ]);
    const part = await oid("events_1_events_idx");
    await openGate();
    await reader.query("COMMIT");
    await using again = server.testBuilds();
    await build(again);
    expect(await server.indexes()).toEqual(whole);
    expect(await oid("events_1_events_idx")).toBe(part);
  });

  it("that fails for good waits for others ten seconds at most, and says what stays", async () => {
    await server.admin.query("INSERT INTO app.events VALUES (11, 11)");
    await using test = server.testBuilds();
    const built = build(test, { ...events, unique: true }).catch((error: Error) => error.message);
    await building(server, "building index");
    await reader.query("BEGIN; SELECT FROM app.events_1");
    await openGate();
    expect(await built).toContain("rows of app.events have the same key");
    expect(test.notes).toContain(
      "app.events_1_events_idx stays for now: a transaction on its table keeps it from being dropped",
    );
    expect(await server.indexes()).not.toContain("events_2_events_idx INVALID");
  }, 40_000);
});

describe("an INVALID part that is built again", () => {
  beforeEach(async () => {
    await openGate();
    await using test = server.testBuilds();
    await build(test);
    // The second one as a REINDEX that was killed leaves it, with the copy that it had begun.
    await server.admin.query("CREATE INDEX events_2_events_idx_ccnew ON app.events_2 (day)");
    await server.superuser(`UPDATE pg_index SET indisvalid = false WHERE indexrelid IN
      ('app.events_2_events_idx'::regclass, 'app.events_2_events_idx_ccnew'::regclass, 'app.events_idx'::regclass);`);
    await server.admin.query("SELECT pg_advisory_lock(7)");
  });
  const INVALID = ["events_1_events_idx valid", "events_2_events_idx INVALID", "events_idx INVALID"];

  it("is cancelled on the server, and leaves no copy", async () => {
    await using test = server.testBuilds();
    const built = build(test).catch((error: Error) => error.message);
    await building(server, "building index");
    // No other build of ours may begin on the partition meanwhile.
    expect((await reader.query(tryTableLock, ["app", "events_2"])).rows).toEqual([{ locked: false }]);
    test.cancel();
    expect(await built).toBe("index app.events_idx: cancelled; the next run goes on with it");
    expect(await server.indexes()).toEqual(INVALID);
  });

  it("drops the copy that an earlier one left", async () => {
    await openGate();
    await using test = server.testBuilds();
    await build(test);
    expect(await server.indexes()).toEqual(whole);
  });
});
