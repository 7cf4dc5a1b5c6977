import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type PartitionedServer, partitionedServer, type } from "./partitioned-server.ts";

const events = (table: string) => `
  CREATE TABLE app.${table} (
    id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, note text DEFAULT 'x',
    length int GENERATED ALWAYS AS (length(note)) STORED, CHECK (note <> ''), PRIMARY KEY (id, at)
  ) PARTITION BY RANGE (at);
  CREATE INDEX ${table}_note_idx ON app.${table} (note)`;

describe.each(["embedded", "native"] as const)("PartitionSet on the %s server", (kind) => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (kind === "embedded" || hasPostgres) on = await partitionedServer(kind);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => on?.stop());

  const update = (inputs: Properties, olds: Properties) =>
    on.server.plugIn.update(type, `app.${inputs.table}`, olds, inputs);
  const november = "2026-11-05T12:00:00Z";
  const monthly = (table: string, more: Properties = {}) => ({
    schema: "app",
    table,
    interval: "month",
    ahead: 2,
    asOf: november,
    ...more,
  });
  const comment = async (table: string) =>
    (await on.rows(`SELECT obj_description('${table}'::regclass, 'pg_class') AS comment`))[0]?.comment;

  it("makes partitions ahead, each like its table in all that it has", async () => {
    await on.asOwner(events("events"));
    await on.asOwner(`
      GRANT SELECT, INSERT ON app.events TO app; GRANT SELECT (id, at) ON app.events TO reader;
      ALTER TABLE app.events ENABLE ROW LEVEL SECURITY; ALTER TABLE app.events REPLICA IDENTITY FULL;
      CREATE TABLE app.first PARTITION OF app.events FOR VALUES FROM ('2026-10-01') TO ('2026-11-01') WITH (fillfactor = 70);
      ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT, DELETE ON TABLES TO reader`);
    const outputs = await on.make(monthly("events"));
    expect(await on.partitions("events")).toEqual([
      "events_p2026_11: 2026-11-01 2026-12-01",
      "events_p2026_12: 2026-12-01 2027-01-01",
      "events_p2027_01: 2027-01-01 2027-02-01",
      "first: 2026-10-01 2026-11-01",
    ]);
    expect(outputs).toMatchObject({
      partitions: ["first", "events_p2026_11", "events_p2026_12", "events_p2027_01"],
      missing: [],
      toRetire: [],
      unfinished: [],
      defaultRows: 0,
    });
    expect(
      await on.rows(`SELECT pg_get_userbyid(relowner)::text AS owner, relrowsecurity AS secured, relreplident::text AS replica,
          reloptions AS options, (SELECT count(*)::int FROM pg_index i JOIN pg_inherits h ON h.inhrelid = i.indexrelid
                                  WHERE i.indrelid = c.oid AND i.indisvalid) AS indexes,
          (SELECT count(*)::int FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c') AS checks,
          (SELECT array_agg(pg_get_userbyid(a.grantee) || ' ' || a.privilege_type ORDER BY a.privilege_type)
           FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) AS granted
        FROM pg_class c WHERE oid = 'app.events_p2026_12'::regclass`),
    ).toEqual([
      {
        owner: "own",
        secured: true,
        replica: "f",
        options: ["fillfactor=70"],
        indexes: 2,
        checks: 1,
        granted: ["app INSERT", "app SELECT"],
      },
    ]);
    expect(
      await on.rows(`SELECT attname::text AS name FROM pg_attribute WHERE attrelid = 'app.events_p2026_12'::regclass
        AND attacl::text LIKE '%reader=r%' ORDER BY 1`),
    ).toEqual([{ name: "at" }, { name: "id" }]);
    // Row security of a partition follows its table's: nobody declared it, and it is no difference.
    const secured = { schema: "app", tables: [{ table: "events" }], policies: [] };
    const { words } = await on.server.drift("RowSecurity", "app", { ...secured, built: {} }, secured);
    expect(words).toEqual([]);
    await on.asOwner("INSERT INTO app.events (at) VALUES ('2026-12-24')");
    expect(await on.rows("SELECT id::int, note, length FROM app.events_p2026_12")).toEqual([
      { id: 1, note: "x", length: 1 },
    ]);
    await on.asOwner("ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT, DELETE ON TABLES FROM reader");
  });

  it("changes nothing while nothing is to be changed", async () => {
    const inputs = monthly("events");
    const before = await on.rows(
      "SELECT array_agg(xmin::text ORDER BY oid) AS rows FROM pg_class WHERE relname LIKE 'events%'",
    );
    const outputs = await update(inputs, {});
    expect(await on.look(inputs, outputs)).toEqual({ outputs, differs: [] });
    expect(
      await on.rows(
        "SELECT array_agg(xmin::text ORDER BY oid) AS rows FROM pg_class WHERE relname LIKE 'events%'",
      ),
    ).toEqual(before);
  });

  it("finds months later what is to be made and to be retired, and does it", async () => {
    await on.asOwner(events("visits"));
    const first = monthly("visits", { keep: 1 });
    const olds = await on.make(first);
    await on.asOwner(
      "INSERT INTO app.visits (at) SELECT d FROM generate_series('2026-11-01', '2027-01-31', interval '1 day') AS d",
    );
    const later = { ...first, asOf: "2027-02-10T00:00:00Z" };
    const { outputs, differs } = await on.look(later, { ...olds, ...later });
    expect(differs).toEqual(["missing", "toRetire"]);
    expect(outputs).toMatchObject({
      missing: ["visits_p2027_02", "visits_p2027_03", "visits_p2027_04"],
      toRetire: ["visits_p2026_11", "visits_p2026_12"],
    });
    await update(later, outputs);
    expect(await on.partitions("visits")).toEqual([
      "visits_p2027_01: 2027-01-01 2027-02-01",
      "visits_p2027_02: 2027-02-01 2027-03-01",
      "visits_p2027_03: 2027-03-01 2027-04-01",
      "visits_p2027_04: 2027-04-01 2027-05-01",
    ]);
    expect(await on.rows("SELECT count(*)::int AS kept FROM app.visits_p2026_11")).toEqual([{ kept: 30 }]);
    expect(await comment("app.visits_p2026_11")).toBe('pgstack: retired from "app"."visits"');
    // More are kept again: what became a table of its own is a partition with all its rows.
    const more = { ...later, keep: 2 };
    await update(more, outputs);
    expect((await on.partitions("visits"))[0]).toBe("visits_p2026_12: 2026-12-01 2027-01-01");
    expect(await comment("app.visits_p2026_12")).toBeNull();
    expect(await on.rows("SELECT count(*)::int AS n FROM app.visits")).toEqual([{ n: 62 }]);
  });

  it("drops what is retired, or moves it, where that is declared", async () => {
    await on.rows("CREATE SCHEMA archive AUTHORIZATION own");
    await on.asOwner("ALTER DEFAULT PRIVILEGES IN SCHEMA archive GRANT SELECT ON TABLES TO reader");
    await on.asOwner(
      `${events("logs")}; GRANT SELECT, INSERT ON app.logs TO app; GRANT UPDATE (note) ON app.logs TO app`,
    );
    const inputs = monthly("logs", { from: "2026-07-01", keep: 4 });
    const olds = await on.make(inputs);
    await on.asOwner("COMMENT ON TABLE app.logs_p2026_07 IS 'the first'");
    const moving = { ...inputs, keep: 3, retired: "move", archiveSchema: "archive" };
    const moved = await update(moving, olds);
    expect(await comment("archive.logs_p2026_07")).toBe('the first\npgstack: retired from "app"."logs"');
    // It has the privileges of a table that is made there, and those of its columns no more.
    expect(
      await on.rows(`SELECT ARRAY(SELECT pg_get_userbyid(a.grantee) || ' ' || a.privilege_type FROM aclexplode(c.relacl) a
          WHERE a.grantee <> c.relowner) AS granted,
        (SELECT count(*)::int FROM pg_attribute WHERE attrelid = c.oid AND attacl::text LIKE '%app%') AS columns
        FROM pg_class c WHERE oid = 'archive.logs_p2026_07'::regclass`),
    ).toEqual([{ granted: ["reader SELECT"], columns: 0 }]);
    await update({ ...inputs, keep: 2, retired: "drop" }, moved);
    expect(await on.rows("SELECT to_regclass('app.logs_p2026_08') AS gone")).toEqual([{ gone: null }]);
    expect(await on.partitions("logs")).toHaveLength(5);
    // What was kept when it was retired stays, whatever is declared now.
    expect(await on.rows("SELECT to_regclass('archive.logs_p2026_07') IS NOT NULL AS there")).toEqual([
      { there: true },
    ]);
  });

  it("moves rows out of the default partition, none lost, and fires no trigger by it", async () => {
    await on.asOwner(events("clicks"));
    await on.asOwner(`
      CREATE TABLE app.clicks_default PARTITION OF app.clicks DEFAULT;
      CREATE TABLE app.deleted (id bigint);
      CREATE FUNCTION app.note_delete() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO app.deleted VALUES (old.id); RETURN old; END $$;
      CREATE TRIGGER noted AFTER DELETE ON app.clicks FOR EACH ROW EXECUTE FUNCTION app.note_delete();
      INSERT INTO app.clicks (at) SELECT d FROM generate_series('2026-11-01', '2026-12-31', interval '1 hour') AS d;
      INSERT INTO app.clicks (at) VALUES ('1999-01-01')`);
    const before = await on.rows(
      "SELECT md5(string_agg(c::text, ',' ORDER BY id)) AS sum FROM app.clicks AS c",
    );
    const outputs = await on.make(monthly("clicks", { ahead: 1 }));
    expect(outputs).toMatchObject({ defaultRows: 1, missing: [] });
    expect(
      await on.rows("SELECT md5(string_agg(c::text, ',' ORDER BY id)) AS sum FROM app.clicks AS c"),
    ).toEqual(before);
    expect(
      await on.rows(
        "SELECT tableoid::regclass::text AS place, count(*)::int AS n FROM app.clicks GROUP BY 1 ORDER BY 1",
      ),
    ).toEqual([
      { place: "app.clicks_default", n: 1 },
      { place: "app.clicks_p2026_11", n: 720 },
      { place: "app.clicks_p2026_12", n: 721 },
    ]);
    expect(await on.rows("SELECT count(*)::int AS n FROM app.deleted")).toEqual([{ n: 0 }]);
    await on.asOwner("DELETE FROM app.clicks WHERE at = '1999-01-01'");
    expect(await on.rows("SELECT count(*)::int AS n FROM app.deleted")).toEqual([{ n: 1 }]);
    // Detached under a lock, for there is a default partition.
    const later = monthly("clicks", { ahead: 1, keep: 0, asOf: "2026-12-05T00:00:00Z" });
    expect(await update(later, outputs)).toMatchObject({
      partitions: ["clicks_p2026_12", "clicks_p2027_01"],
    });
  });

  it("refuses to move rows that foreign keys refer to", async () => {
    await on.asOwner(`
      CREATE TABLE app.orders (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE app.orders_default PARTITION OF app.orders DEFAULT;
      CREATE TABLE app.items (order_id bigint, at date, FOREIGN KEY (order_id, at) REFERENCES app.orders ON DELETE CASCADE);
      INSERT INTO app.orders VALUES (1, '2026-11-20'); INSERT INTO app.items VALUES (1, '2026-11-20')`);
    await expect(on.make(monthly("orders"))).rejects.toMatchObject({
      details: expect.stringContaining(
        "partitions of app.orders: rows of orders_p2026_11 are in the default partition, and foreign keys of app.items refer",
      ),
    });
    expect(await on.rows("SELECT count(*)::int AS n FROM app.items")).toEqual([{ n: 1 }]);
    expect(await on.partitions("orders")).toEqual(["orders_default: DEFAULT"]);
  });

  it("refuses to retire what foreign keys refer to, and leaves it a partition", async () => {
    await on.asOwner(`
      CREATE TABLE app.bills (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE app.payments (bill bigint, at date, FOREIGN KEY (bill, at) REFERENCES app.bills)`);
    const olds = await on.make(monthly("bills", { ahead: 1 }));
    await on.asOwner(
      "INSERT INTO app.bills VALUES (1, '2026-11-20'); INSERT INTO app.payments VALUES (1, '2026-11-20')",
    );
    const later = monthly("bills", { ahead: 1, keep: 0, asOf: "2026-12-05T00:00:00Z" });
    await expect(update(later, olds)).rejects.toMatchObject({
      details: expect.stringContaining(
        "partitions of app.bills: rows of app.payments refer to rows of bills_p2026_11",
      ),
    });
    await on.asOwner("DELETE FROM app.payments");
    expect(await update(later, olds)).toMatchObject({
      partitions: ["bills_p2026_12", "bills_p2027_01"],
      unfinished: [],
    });
  });

  it("makes what is missing though an old one cannot be dropped, and says at the end what is in its way", async () => {
    await on.asOwner("CREATE TABLE app.seen (at date) PARTITION BY RANGE (at)");
    const first = monthly("seen", { ahead: 0, keep: 0, retired: "drop" });
    const olds = await on.make(first);
    await on.asOwner("CREATE VIEW app.seen_first AS SELECT at FROM app.seen_p2026_11");
    const why =
      "partitions of app.seen: seen_p2026_11 cannot be retired: cannot drop table app.seen_p2026_11";
    for (const month of ["12", "11"]) {
      const later = { ...first, asOf: `20${month === "12" ? 26 : 27}-${month}-05T00:00:00Z` };
      await expect(update(later, olds)).rejects.toMatchObject({ details: expect.stringContaining(why) });
    }
    expect(await on.partitions("seen")).toEqual(["seen_p2027_11: 2027-11-01 2027-12-01"]);
    await on.asOwner("DROP VIEW app.seen_first");
    const last = { ...first, asOf: "2027-11-05T00:00:00Z" };
    expect(await update(last, olds)).toMatchObject({ unfinished: [] });
    expect(await on.rows("SELECT to_regclass('app.seen_p2026_11') AS gone")).toEqual([{ gone: null }]);
  });

  it("makes what is missing though the archive has a table of an old one's name", async () => {
    await on.rows("CREATE SCHEMA IF NOT EXISTS archive AUTHORIZATION own");
    await on.asOwner(
      "CREATE TABLE app.e (at date) PARTITION BY RANGE (at); CREATE TABLE archive.e_p2026_11 (at date)",
    );
    const first = monthly("e", { ahead: 0, keep: 0, retired: "move", archiveSchema: "archive" });
    const olds = await on.make(first);
    for (const asOf of ["2026-12-05T00:00:00Z", "2027-01-05T00:00:00Z"])
      await expect(update({ ...first, asOf }, olds)).rejects.toMatchObject({
        details: expect.stringContaining(
          'e_p2026_11 cannot be retired: relation "e_p2026_11" already exists in schema "archive"',
        ),
      });
    expect(await on.partitions("e")).toEqual(["e_p2027_01: 2027-01-01 2027-02-01"]);
  });

  it("makes again what was dropped by hand, and attaches what was detached, with its rows", async () => {
    await on.asOwner(events("pages"));
    const inputs = monthly("pages");
    const olds = await on.make(inputs);
    await on.asOwner(`
      INSERT INTO app.pages (at) VALUES ('2026-11-05'), ('2026-12-05'), ('2027-01-05');
      DROP TABLE app.pages_p2026_12; ALTER TABLE app.pages DETACH PARTITION app.pages_p2027_01`);
    const { outputs, differs } = await on.look(inputs, olds);
    expect({ differs, missing: outputs.missing }).toEqual({
      differs: ["missing"],
      missing: ["pages_p2026_12", "pages_p2027_01"],
    });
    const mended = await update(inputs, outputs);
    expect(await on.look(inputs, mended)).toEqual({ outputs: mended, differs: [] });
    expect(await on.rows("SELECT at::date::text AS at FROM app.pages ORDER BY 1")).toEqual([
      { at: "2026-11-05" },
      { at: "2027-01-05" },
    ]);
    expect(
      await on.rows("SELECT conname::text AS name FROM pg_constraint WHERE conname LIKE 'pgstack%'"),
    ).toEqual([]);
  });

  it("leaves a table that cannot be attached as it was, also after a run that was ended in it", async () => {
    await on.asOwner(`CREATE TABLE app.tries (at date) PARTITION BY RANGE (at);
      CREATE TABLE app.tries_p2026_11 (at date); INSERT INTO app.tries_p2026_11 VALUES ('2020-01-01')`);
    const inputs = monthly("tries", { ahead: 1 });
    const proof = "violated by some row";
    const failed = { details: expect.stringContaining(proof) };
    await expect(on.make(inputs)).rejects.toMatchObject(failed);
    await on.asOwner("INSERT INTO app.tries_p2026_11 VALUES ('2020-01-02')");
    // As a run leaves them that was ended after the first step; December comes after November, which fails.
    await on.asOwner(`CREATE TABLE app.tries_p2026_12 (at date);
      ALTER TABLE app.tries_p2026_12 ADD CONSTRAINT pgstack_partition_range CHECK (at > '2026-12-31') NOT VALID`);
    await expect(on.make(inputs)).rejects.toMatchObject(failed);
    await on.asOwner("INSERT INTO app.tries_p2026_12 VALUES ('2026-12-02'); DELETE FROM app.tries_p2026_11");
    expect(await on.make(inputs)).toMatchObject({ partitions: ["tries_p2026_11", "tries_p2026_12"] });
    expect(await on.rows("SELECT at::text FROM app.tries")).toEqual([{ at: "2026-12-02" }]);
  });

  it("says what is in the way of a partition's name", async () => {
    await on.asOwner(`${events("views")}; CREATE VIEW app.views_p2026_11 AS SELECT 1 AS one`);
    await expect(on.make(monthly("views"))).rejects.toMatchObject({
      details: expect.stringContaining("app.views_p2026_11 is to be made, and is no table"),
    });
    await on.asOwner("DROP VIEW app.views_p2026_11; CREATE TABLE app.views_p2026_11 (other text)");
    await expect(on.make(monthly("views"))).rejects.toMatchObject({
      details: expect.stringContaining('column "at" does not exist'),
    });
  });

  it("cuts integers into steps, by the highest there is", async () => {
    await on.asOwner("CREATE TABLE app.numbers (id bigint PRIMARY KEY) PARTITION BY RANGE (id)");
    const inputs = { schema: "app", table: "numbers", interval: "1000", ahead: 1, defaultPartition: true };
    const olds = await on.make(inputs);
    expect(await on.partitions("numbers")).toEqual([
      "numbers_default: DEFAULT",
      "numbers_p0: 0 1000",
      "numbers_p1000: 1000 2000",
    ]);
    // As when nobody ran an update for long: they go on into the default partition.
    await on.asOwner("INSERT INTO app.numbers SELECT generate_series(1, 5500)");
    const { outputs } = await on.look(inputs, olds);
    expect(outputs).toMatchObject({ missing: ["numbers_p2000"], defaultRows: 3_501 });
    const updated = await update(inputs, outputs);
    expect(await on.partitions("numbers")).toHaveLength(8);
    expect(updated).toMatchObject({ defaultRows: 0, missing: [] });
    expect(await on.rows("SELECT count(*)::int AS n FROM app.numbers")).toEqual([{ n: 5_500 }]);
  });

  it("makes none over partitions of other bounds, and none beyond the numbers of its key", async () => {
    await on.asOwner(`CREATE TABLE app.ever (at timestamptz) PARTITION BY RANGE (at);
      CREATE TABLE app.ever_past PARTITION OF app.ever FOR VALUES FROM ('-infinity') TO ('2026-11-10 00:00:00.000001');
      CREATE TABLE app.ever_later PARTITION OF app.ever FOR VALUES FROM ('2027-01-01') TO ('infinity')`);
    await on.make(monthly("ever"));
    expect((await on.partitions("ever")).slice(1, 3)).toEqual([
      "ever_p2026_11_10_000000: 2026-11-10 00:00:00.000001+00 2026-12-01",
      "ever_p2026_12: 2026-12-01 2027-01-01",
    ]);
    await on.asOwner(`CREATE TABLE app.small (id smallint) PARTITION BY RANGE (id);
      CREATE TABLE app.small_p30000 PARTITION OF app.small FOR VALUES FROM (30000) TO (31000);
      INSERT INTO app.small VALUES (30500)`);
    const inputs = { schema: "app", table: "small", interval: "1000" };
    const outputs = await on.make(inputs);
    expect((await on.partitions("small")).slice(1)).toEqual([
      "small_p31000: 31000 32000",
      "small_p32000_to_32767: 32000 32767",
    ]);
    expect(await on.look(inputs, outputs)).toEqual({ outputs, differs: [] });
    await on.asOwner("DROP TABLE app.small_p32000_to_32767; DROP TABLE app.small_p31000");
    expect((await on.rows(String(outputs.maintenance)))[0]?.maintain_partitions).toBe(
      "1 made, 0 retired; the numbers of int2 end in the interval from 32000",
    );
  });

  it("cuts UUIDs of version 7 by their time", async () => {
    await on.asOwner("CREATE TABLE app.things (id uuid PRIMARY KEY) PARTITION BY RANGE (id)");
    await on.make({ ...monthly("things"), interval: "week", ahead: 1 });
    expect(await on.partitions("things")).toEqual([
      "things_p2026_11_02: 01a1998e-4400-0000-0000-000000000000 01a1bd9a-c800-0000-0000-000000000000",
      "things_p2026_11_09: 01a1bd9a-c800-0000-0000-000000000000 01a1e1a7-4c00-0000-0000-000000000000",
    ]);
    const id = `${BigInt(Date.parse("2026-11-09T00:00:00Z")).toString(16).padStart(12, "0")}7000800000000000000a`;
    await on.asOwner(`INSERT INTO app.things VALUES ('${id}')`);
    expect(await on.rows("SELECT tableoid::regclass::text AS place FROM app.things")).toEqual([
      { place: "app.things_p2026_11_09" },
    ]);
  });

  it("is imported with the interval of what is there", async () => {
    await on.asOwner(`
      CREATE TABLE app.days (at date) PARTITION BY RANGE (at);
      CREATE TABLE app.day_one PARTITION OF app.days FOR VALUES FROM ('2026-11-05') TO ('2026-11-06');
      CREATE TABLE app.day_two PARTITION OF app.days FOR VALUES FROM ('2026-11-06') TO ('2026-11-07');
      CREATE TABLE app.others PARTITION OF app.days DEFAULT`);
    const { id, inputs, outputs } = await on.server.plugIn.read(type, "app.days");
    expect({ id, inputs }).toEqual({
      id: "app.days",
      inputs: { schema: "app", table: "days", interval: "day", defaultPartition: true },
    });
    expect(outputs.partitions).toEqual(["day_one", "day_two"]);
    expect((await on.server.plugIn.read(type, "app.numbers")).inputs.interval).toBe("1000");
    expect((await on.server.plugIn.read(type, "app.nothing")).id).toBe("");
  });

  it("leaves everything where it is when it is deleted", async () => {
    const before = await on.partitions("pages");
    await on.server.plugIn.delete(type, "app.pages", { partitions: [] });
    expect(await on.partitions("pages")).toEqual(before);
  });

  it.each([
    ["a", "a (at date)", "the table is not partitioned"],
    ["b", "b (at date) PARTITION BY LIST (at)", "the table is partitioned by LIST"],
    ["c", "c (at date, n int) PARTITION BY RANGE (at, n)", "its partition key is 2 columns"],
    ["d", "d (at date) PARTITION BY RANGE ((at + 1))", "its partition key is an expression"],
    ["e", "e (at text) PARTITION BY RANGE (at)", "its partition key at is of type text"],
    [
      "f",
      "f (at bigint) PARTITION BY RANGE (at)",
      'its partition key at is of type int8, and interval is "month"',
    ],
  ])("says when it is applied that %s cannot be, and refuses no plan for it", async (table, made, why) => {
    await on.asOwner(`CREATE TABLE app.bad_${made}`);
    const inputs = monthly(`bad_${table}`);
    // A migration of the same update may be what makes it right.
    for (const olds of [{}, { ...inputs, interval: "year" }])
      expect((await on.server.plugIn.check(type, inputs, olds)).failures).toEqual([]);
    await expect(on.server.plugIn.create(type, inputs)).rejects.toMatchObject({
      details: expect.stringContaining(`partitions of app.bad_${table}: ${why}`),
    });
  });

  it("says which archive is not there before anything is done", async () => {
    const inputs = monthly("pages", {
      keep: 0,
      retired: "move",
      archiveSchema: "nowhere",
      asOf: "2027-06-01",
    });
    await expect(update(inputs, {})).rejects.toMatchObject({
      details: expect.stringContaining("retired partitions are to go to schema nowhere, which is not there"),
    });
  });
});
