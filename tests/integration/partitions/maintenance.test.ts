import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type PartitionedServer, partitionedServer, type } from "./partitioned-server.ts";

describe.each(["embedded", "native"] as const)("the maintenance statement on the %s server", (kind) => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (kind === "embedded" || hasPostgres) on = await partitionedServer(kind);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => on?.stop());

  const maintain = async (outputs: Properties) =>
    (await on.rows(String(outputs.maintenance)))[0]?.maintain_partitions;
  const as = (outputs: Properties, asOf: string) => ({
    maintenance: String(outputs.maintenance).replace(/"asOf":"[^"]*"/, `"asOf":"${asOf}"`),
  });

  it.each([
    ["hour", "timestamptz"],
    ["day", "date"],
    ["week", "timestamp"],
    ["month", "timestamptz"],
    ["quarter", "date"],
    ["year", "timestamptz"],
    ["week", "uuid"],
  ])("makes and retires by the %s of a %s what an update does", async (interval, column) => {
    const names = ["by_update", "by_job"];
    for (const name of names)
      await on.asOwner(`DROP TABLE IF EXISTS app.${name} CASCADE;
        CREATE TABLE app.${name} (at ${column} PRIMARY KEY) PARTITION BY RANGE (at)`);
    const asOf = "2026-11-05T12:00:00Z";
    const set = { schema: "app", interval, ahead: 2, keep: 1, retired: "drop", naming: "{table}_p{range}" };
    const update = { ...set, table: "by_update", asOf };
    const made = await on.make(update);
    // The same from nothing, and then five years later.
    const job = { maintenance: String(made.maintenance).replace("by_update", "by_job") };
    expect(await maintain(job)).toBe("3 made, 0 retired");
    const alike = async () =>
      (await on.partitions("by_job")).map((line) => line.replace("by_job", "by_update"));
    expect(await alike()).toEqual(await on.partitions("by_update"));
    const later = "2031-11-05T12:00:00Z";
    await on.server.plugIn.update(type, "app.by_update", made, { ...update, asOf: later });
    expect(await maintain(as(job, later))).toBe("3 made, 3 retired");
    // An update makes the one before the current, too, which is kept and was never there.
    expect(await alike()).toEqual((await on.partitions("by_update")).slice(1));
    expect(await maintain(as(job, later))).toBe("0 made, 0 retired");
  });

  it("goes by the highest integer, and leaves what takes more to an update", async () => {
    await on.asOwner("CREATE TABLE app.numbers (id int PRIMARY KEY) PARTITION BY RANGE (id)");
    const inputs = {
      schema: "app",
      table: "numbers",
      interval: "100",
      ahead: 1,
      keep: 1,
      defaultPartition: true,
    };
    const outputs = await on.make(inputs);
    await on.asOwner("INSERT INTO app.numbers SELECT generate_series(1, 250)");
    expect(await maintain(outputs)).toBe(
      "0 made, 0 retired; rows of numbers_p200 are in app.numbers_default",
    );
    await on.server.plugIn.update(type, "app.numbers", outputs, inputs);
    await on.asOwner("INSERT INTO app.numbers SELECT generate_series(301, 350)");
    expect(await maintain(outputs)).toBe("1 made, 1 retired");
    expect(await on.partitions("numbers")).toEqual([
      "numbers_default: DEFAULT",
      "numbers_p200: 200 300",
      "numbers_p300: 300 400",
      "numbers_p400: 400 500",
    ]);
    expect(await on.rows("SELECT obj_description('app.numbers_p0'::regclass) AS comment")).toEqual([
      { comment: 'pgstack: retired from "app"."numbers"' },
    ]);
  });

  it("makes them like their table, and belong to its owner", async () => {
    await on.asOwner(`
      CREATE TABLE app.events (id bigint GENERATED ALWAYS AS IDENTITY, at date) PARTITION BY RANGE (at);
      CREATE INDEX ON app.events (at); ALTER TABLE app.events ENABLE ROW LEVEL SECURITY;
      GRANT SELECT ON app.events TO reader;
      CREATE TABLE app.events_p2026_12 (at date)`);
    const { maintenance } = await on.make({
      schema: "app",
      table: "events",
      interval: "month",
      ahead: 0,
      asOf: "2026-11-05",
    });
    expect(await maintain(as({ maintenance }, "2027-01-05"))).toBe("1 made, 0 retired");
    expect(await maintain(as({ maintenance }, "2026-12-05"))).toBe(
      "0 made, 0 retired; events_p2026_12 is there as a table of its own",
    );
    expect(
      await on.rows(`SELECT pg_get_userbyid(relowner)::text AS owner, relrowsecurity AS secured, relhasindex AS indexed,
        has_table_privilege('reader', oid, 'SELECT') AS readable FROM pg_class WHERE oid = 'app.events_p2027_01'::regclass`),
    ).toEqual([{ owner: "own", secured: true, indexed: true, readable: true }]);
    expect(await on.rows("SELECT current_user = session_user AS itself")).toEqual([{ itself: true }]);
  });

  it("moves what is retired to its archive, with the privileges that tables there have", async () => {
    await on.rows("CREATE SCHEMA archive AUTHORIZATION own");
    await on.asOwner(`CREATE TABLE app.logs (at date) PARTITION BY RANGE (at); GRANT SELECT ON app.logs TO app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA archive GRANT SELECT ON TABLES TO reader`);
    const set = { schema: "app", table: "logs", interval: "month", ahead: 0, keep: 0 };
    const archive = { retired: "move", archiveSchema: "archive", asOf: "2026-11-05" };
    const outputs = await on.make({ ...set, ...archive });
    expect(await maintain(as(outputs, "2026-12-05"))).toBe("1 made, 1 retired");
    expect(
      await on.rows(`SELECT has_table_privilege('reader', t, 'SELECT') AS reader, has_table_privilege('app', t, 'SELECT') AS app,
        obj_description(t) AS comment FROM (SELECT 'archive.logs_p2026_11'::regclass::oid) AS moved (t)`),
    ).toEqual([{ reader: true, app: false, comment: 'pgstack: retired from "app"."logs"' }]);
  });

  it("keeps what it made when an old one cannot be retired, and says why", async () => {
    await on.asOwner("CREATE TABLE app.held (at date) PARTITION BY RANGE (at)");
    const set = { schema: "app", table: "held", interval: "month", ahead: 0, keep: 0, retired: "drop" };
    const outputs = await on.make({ ...set, asOf: "2026-11-05" });
    await on.asOwner("CREATE VIEW app.held_first AS SELECT at FROM app.held_p2026_11");
    expect(await maintain(as(outputs, "2026-12-05"))).toBe(
      "1 made, 0 retired; held_p2026_11 is not retired: " +
        "cannot drop table app.held_p2026_11 because other objects depend on it",
    );
    expect(await on.partitions("held")).toEqual([
      "held_p2026_11: 2026-11-01 2026-12-01",
      "held_p2026_12: 2026-12-01 2027-01-01",
    ]);
  });

  it("may be run by nobody else", async () => {
    expect(await on.server.tries("app", "SELECT pgstack.maintain_partitions('app.events', '{}')")).toBe(
      "42501",
    );
  });
});
