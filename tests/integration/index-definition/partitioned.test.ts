import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { type IndexServer, indexServer, kinds, type Made } from "./index-server.ts";

/** Two plain partitions, one that is partitioned itself, and one in another schema. */
const tables = `
  DROP TABLE IF EXISTS app.events;
  CREATE TABLE app.events (id int, day int NOT NULL, kind text) PARTITION BY RANGE (day);
  CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM (0) TO (10);
  CREATE TABLE app.events_2 PARTITION OF app.events FOR VALUES FROM (10) TO (20);
  CREATE TABLE app.events_3 PARTITION OF app.events FOR VALUES FROM (20) TO (30) PARTITION BY LIST (kind);
  CREATE TABLE app.events_3a PARTITION OF app.events_3 FOR VALUES IN ('a');
  CREATE TABLE app.events_3b PARTITION OF app.events_3 DEFAULT;
  CREATE SCHEMA IF NOT EXISTS archive;
  CREATE TABLE IF NOT EXISTS archive.events_0 (id int, day int NOT NULL, kind text);
  ALTER TABLE app.events ATTACH PARTITION archive.events_0 FOR VALUES FROM (-10) TO (0);
  INSERT INTO app.events SELECT n, n % 40 - 10, chr(97 + n % 2) FROM generate_series(0, 399) AS n`;

const index: IndexDefinition = {
  name: "events_kind_idx",
  table: "events",
  keys: [{ column: "kind" }, { column: "id", order: "desc" }],
  where: "id > 3",
  with: { fillfactor: 80 },
  comment: "for the search by kind",
};

/** Every index of the tables, with whether it is valid and what it is a part of. */
const all = `
  SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS on, i.indisvalid AS valid,
         h.inhparent::regclass::text AS of
  FROM pg_index i LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  WHERE t.relname LIKE 'events%' ORDER BY 2, 1`;
const oids = `
  SELECT i.indrelid::regclass::text AS on, i.indexrelid::int AS oid FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
  WHERE t.relname LIKE 'events%' ORDER BY 1`;

const whole = [
  { name: "events_0_events_kind_idx", on: "events_0", of: "events_kind_idx" },
  { name: "events_kind_idx", on: "events", of: null },
  { name: "events_1_events_kind_idx", on: "events_1", of: "events_kind_idx" },
  { name: "events_2_events_kind_idx", on: "events_2", of: "events_kind_idx" },
  { name: "events_3_events_kind_idx", on: "events_3", of: "events_kind_idx" },
  { name: "events_3a_events_kind_idx", on: "events_3a", of: "events_3_events_kind_idx" },
  { name: "events_3b_events_kind_idx", on: "events_3b", of: "events_3_events_kind_idx" },
].map((each) => ({ ...each, valid: true }));

describe.each(kinds)("an index of a partitioned table, on the %s server", (kind) => {
  let server: IndexServer;
  let made: Made;
  const shown = async () => {
    const rows = await server.rows(all);
    const plain = (name: unknown) => (name === null ? null : String(name).replace(/^archive\./, ""));
    return rows
      .map(({ name, on, valid, of }) => ({ name: plain(name), on: plain(on), of: plain(of), valid }))
      .sort((a, b) => (String(a.on) < String(b.on) ? -1 : 1));
  };
  const sorted = [...whole].sort((a, b) => (a.on < b.on ? -1 : 1));
  const oidOf = async () =>
    Object.fromEntries((await server.rows(oids)).map(({ on, oid }) => [String(on), oid as number]));

  beforeAll(async () => {
    server = await indexServer(kind);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await server.admin.query(
      tables.replace(
        "CREATE TABLE IF NOT EXISTS archive",
        "DROP TABLE IF EXISTS archive.events_0; CREATE TABLE archive",
      ),
    );
    made = await server.make(index);
  });

  it("is one on every partition, attached, at every level", async () => {
    expect(await shown()).toEqual(sorted);
    expect(made.outputs).toMatchObject({ valid: true, missingOn: [] });
    expect(made.outputs.definition).toBe(
      "CREATE INDEX events_kind_idx ON ONLY app.events USING btree (kind, id DESC) WITH (fillfactor='80') WHERE (id > 3)",
    );
    expect(await server.imported("events_kind_idx")).toEqual({ ...index, where: "(id > 3)" });
    expect((await server.proposed(made)).changes).toEqual([]);
    const before = await oidOf();
    expect((await server.make(index)).outputs).toEqual(made.outputs);
    expect(await oidOf()).toEqual(before);
  });

  it("takes what a partition has that is equal, and builds the others", async () => {
    await server.remove(made);
    expect(await shown()).toEqual([]);
    await server.admin.query(`
      CREATE INDEX mine ON app.events_2 (kind, id DESC) WITH (fillfactor = 80) WHERE id > 3;
      CREATE INDEX not_mine ON app.events_1 (kind, id DESC) WHERE id > 3`);
    const [before] = await server.rows("SELECT 'app.mine'::regclass::oid::int AS oid");
    await server.make(index);
    const expected = sorted.map((each) => (each.on === "events_2" ? { ...each, name: "mine" } : each));
    const others = (await shown()).filter(({ name }) => name !== "not_mine");
    expect(others).toEqual(expected);
    expect((await oidOf()).events_2).toBe(before?.oid);
  });

  it("is mended where a partition has none, and there alone", async () => {
    await server.admin.query(`
      DROP INDEX app.events_kind_idx;
      CREATE INDEX events_kind_idx ON ONLY app.events (kind, id DESC) WITH (fillfactor = 80) WHERE id > 3;
      COMMENT ON INDEX app.events_kind_idx IS 'for the search by kind'`);
    const { changes, outputs } = await server.proposed(made);
    expect(outputs.missingOn).toEqual([
      "app.events_1",
      "app.events_2",
      "app.events_3",
      "app.events_3a",
      "app.events_3b",
      "archive.events_0",
    ]);
    expect(changes).toEqual(["valid", "missingOn"]);
    await server.admin.query(`
      CREATE INDEX one ON app.events_1 (kind, id DESC) WITH (fillfactor = 80) WHERE id > 3;
      ALTER INDEX app.events_kind_idx ATTACH PARTITION app.one`);
    const before = await oidOf();
    made = await server.mend(made);
    const { events, events_1 } = await oidOf();
    expect({ events, events_1 }).toEqual({ events: before.events, events_1: before.events_1 });
    expect((await shown()).map(({ name }) => name)).toEqual(
      sorted.map(({ name, on }) => (on === "events_1" ? "one" : name)),
    );
    expect((await server.proposed(made)).changes).toEqual([]);
  });

  it("is mended where a partition's is INVALID, without another one being built", async () => {
    const before = await oidOf();
    await server.superuser(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.events_3a_events_kind_idx'::regclass",
    );
    const { changes, outputs } = await server.proposed(made);
    expect(outputs.missingOn).toEqual(["app.events_3a"]);
    expect(changes).toEqual(["valid", "missingOn"]);
    made = await server.mend(made);
    expect((await server.proposed(made)).changes).toEqual([]);
    const { events_3a: rebuilt, ...others } = await oidOf();
    const { events_3a: old, ...same } = before;
    expect(others).toEqual(same);
    expect(rebuilt).not.toBe(old);
    expect(await shown()).toEqual(sorted);
  });

  it("is built anew where PostgreSQL takes the whole for INVALID though no part is", async () => {
    await server.superuser(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.events_kind_idx'::regclass",
    );
    expect((await server.proposed(made)).changes).toEqual(["valid"]);
    made = await server.mend(made);
    expect(await shown()).toEqual(sorted);
    expect((await server.proposed(made)).changes).toEqual([]);
  });

  it("is there on partitions that come later, and gone with those that go", async () => {
    await server.admin.query(`
      CREATE TABLE app.events_4 PARTITION OF app.events FOR VALUES FROM (30) TO (40);
      ALTER TABLE app.events DETACH PARTITION app.events_1;
      CREATE TABLE app.events_5 (id int, day int NOT NULL, kind text);
      ALTER TABLE app.events ATTACH PARTITION app.events_5 FOR VALUES FROM (40) TO (50)`);
    expect((await server.proposed(made)).changes).toEqual([]);
    await server.admin.query(
      "ALTER TABLE app.events ATTACH PARTITION app.events_1 FOR VALUES FROM (0) TO (10)",
    );
    expect((await server.proposed(made)).changes).toEqual([]);
    expect((await shown()).filter(({ valid, of }) => valid && of !== null)).toHaveLength(8);
  });

  it("is replaced as a whole when it changes, under the same names", async () => {
    const before = await oidOf();
    const changed = { ...index, keys: [{ column: "kind" }], include: ["id"] };
    expect((await server.proposed(made, changed)).changes).toEqual(["keys", "include"]);
    made = await server.mend(made, changed);
    expect(await shown()).toEqual(sorted);
    expect(Object.values(await oidOf()).filter((oid) => Object.values(before).includes(oid))).toEqual([]);
    expect((await server.proposed(made, changed)).changes).toEqual([]);
    expect(await server.imported("events_kind_idx")).toMatchObject({
      include: ["id"],
      comment: index.comment,
    });
  });

  it("has its name back where somebody renamed it, without another one being built", async () => {
    const before = await oidOf();
    await server.admin.query("ALTER INDEX app.events_kind_idx RENAME TO by_hand");
    made = await server.mend(made);
    expect(await shown()).toEqual(sorted);
    expect(await oidOf()).toEqual(before);
  });

  it("takes a partition's own index that is equal when it is replaced, and leaves it its name", async () => {
    await server.admin.query("CREATE INDEX mine ON app.events_2 (kind) WITH (fillfactor = 80) WHERE id > 3");
    made = await server.mend(made, { ...index, keys: [{ column: "kind" }] });
    expect(await shown()).toEqual(
      sorted.map((each) => (each.on === "events_2" ? { ...each, name: "mine" } : each)),
    );
  });

  it("finishes what a swap that was interrupted left", async () => {
    const changed = { ...index, keys: [{ column: "kind" }] };
    await server.admin.query(`
      CREATE INDEX events_kind_idx_pgstack_new ON ONLY app.events (kind) WITH (fillfactor = 80) WHERE id > 3;
      CREATE INDEX events_kind_idx_pgstack_old ON ONLY app.events (day)`);
    made = await server.mend(made, changed);
    expect(await shown()).toEqual(sorted);
  });

  it("is refused as a unique one that lacks the partition key, of whatever level", async () => {
    const unique = { name: "events_key_idx", table: "events", unique: true } as const;
    await expect(server.make({ ...unique, keys: [{ column: "id" }] })).rejects.toMatchObject({
      details: expect.stringContaining(
        'index app.events_key_idx: it cannot be unique: app.events is partitioned by day, which is not among its keys\n  Add { column: "day" } to keys, or leave unique out.',
      ),
    });
    await expect(
      server.make({ ...unique, keys: [{ column: "id" }, { column: "day" }] }),
    ).rejects.toMatchObject({
      details: expect.stringContaining("app.events_3 is partitioned by kind, which is not among its keys"),
    });
    const right = { ...unique, keys: [{ column: "id" }, { column: "day" }, { column: "kind" }] };
    const one = await server.make(right);
    expect((await server.proposed(one)).changes).toEqual([]);
  });

  it("leaves nothing half-built when one partition cannot have it", async () => {
    await server.admin.query("INSERT INTO app.events SELECT * FROM app.events_3b LIMIT 1");
    const unique = {
      name: "events_key_idx",
      table: "events",
      unique: true,
      keys: [{ column: "id" }, { column: "day" }, { column: "kind" }],
    };
    await expect(server.make(unique)).rejects.toMatchObject({
      details: expect.stringMatching(
        /^index app\.events_key_idx: rows of app\.events have the same key: Key \(id, day, kind\)=\(31, 21, b\) is duplicated\./,
      ),
    });
    expect(await shown()).toEqual(sorted);
  });

  it("is refused when another one has the name", async () => {
    await expect(server.make({ ...index, keys: [{ column: "day" }] })).rejects.toMatchObject({
      details: expect.stringContaining(
        "index app.events_kind_idx: another index has this name: CREATE INDEX",
      ),
    });
  });
});
