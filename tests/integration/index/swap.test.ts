import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rebuildIndex } from "../../../operations/index/rebuild-index.ts";
import { removeIndex } from "../../../operations/index/remove-index.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { until } from "../embedded/test-server.ts";
import { StatementLoad } from "../provider/statement-load.ts";
import { type IndexServer, indexServer, type TestBuilds } from "./index-server.ts";

let server: IndexServer;
beforeAll(async () => {
  if (hasPostgres) server = await indexServer(["shared_buffers = 256MB"]);
});
beforeEach(async (context) => {
  needsPostgres(context);
  await server.admin.query(`DROP SCHEMA app CASCADE; CREATE SCHEMA app;
    CREATE TABLE app.items (id bigint NOT NULL, name text, note text);
    INSERT INTO app.items SELECT n, 'name ' || n % 1000, md5(n::text) FROM generate_series(1, 20000) AS n;
    CREATE INDEX items_idx ON app.items (name); ANALYZE app.items`);
});
afterAll(() => server?.[Symbol.asyncDispose]());

const declared = {
  name: "items_idx",
  table: "items",
  keys: [{ column: "name" }, { column: "id" }],
};
const place = { schema: "app", table: "items", name: "items_idx" };
const rebuild = ({ builds, told }: TestBuilds, index: Parameters<typeof rebuildIndex>[1] = declared) =>
  builds.run(place, told, (client, options) => rebuildIndex(client, index, options));
const changed = "CREATE INDEX items_idx ON app.items USING btree (name, id)";
const oid = async (name: string) =>
  (await server.rows(`SELECT 'app.${name}'::regclass::oid::int AS oid`))[0]?.oid;

describe("a changed index", () => {
  it("takes the old one's place with its comment, CLUSTER mark, replica identity and statistics targets", async () => {
    await server.admin.query(`DROP INDEX app.items_idx;
      CREATE UNIQUE INDEX items_idx ON app.items (id); COMMENT ON INDEX app.items_idx IS 'ours';
      ALTER TABLE app.items CLUSTER ON items_idx; ALTER TABLE app.items REPLICA IDENTITY USING INDEX items_idx;
      CREATE INDEX lower_idx ON app.items (lower(name), id);
      ALTER INDEX app.lower_idx ALTER COLUMN 1 SET STATISTICS 500`);
    await using test = server.testBuilds();
    await rebuild(test, { ...declared, keys: [{ column: "id" }], unique: true, include: ["note"] });
    const lower = {
      name: "lower_idx",
      table: "items",
      keys: [{ column: "id" }, { expression: "lower(name)" }],
    };
    await rebuild(test, lower);
    expect(
      await server.rows(`SELECT c.relname AS name, obj_description(c.oid) AS comment, i.indisclustered AS clustered,
          i.indisreplident AS identity, array_agg(a.attstattarget::int ORDER BY a.attnum) AS targets
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'app'::regnamespace GROUP BY c.oid, i.indexrelid ORDER BY 1`),
    ).toEqual([
      { name: "items_idx", comment: "ours", clustered: true, identity: true, targets: [null, null] },
      { name: "lower_idx", comment: null, clustered: false, identity: false, targets: [null, 500] },
    ]);
    expect(
      await server.rows("SELECT relreplident AS i FROM pg_class WHERE oid = 'app.items'::regclass"),
    ).toEqual([{ i: "i" }]);
  });

  it("is refused before anything is built where a foreign key stands on the old one", async () => {
    await server.admin.query(`DROP INDEX app.items_idx; CREATE UNIQUE INDEX items_idx ON app.items (id);
      CREATE TABLE app.parts (item bigint REFERENCES app.items (id))`);
    await using test = server.testBuilds();
    await expect(rebuild(test)).rejects.toThrow(
      "index app.items_idx: it cannot be replaced: the foreign key parts_item_fkey of app.parts stands on it\n",
    );
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("is refused where the old one is the replica identity and the new one could not be", async () => {
    await server.admin.query(`DROP INDEX app.items_idx; CREATE UNIQUE INDEX items_idx ON app.items (id);
      ALTER TABLE app.items REPLICA IDENTITY USING INDEX items_idx`);
    await using test = server.testBuilds();
    await expect(rebuild(test)).rejects.toThrow(
      "index app.items_idx: it is the replica identity of its table, and the changed one could not be\n",
    );
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("waits for its place a moment at a time, so that readers never wait behind it", async () => {
    const other = await server.connect("a comment");
    const reader = await server.connect();
    await other.query("BEGIN; COMMENT ON INDEX app.items_idx IS 'by hand'");
    await using test = server.testBuilds();
    const built = rebuild(test);
    const waits =
      /^putting the new items_idx in place waits for pid \d+, boss a comment, idle in transaction/;
    const longest = await slowestRead(reader, () => test.notes.some((note) => waits.test(note)));
    await other.query("ROLLBACK");
    await Promise.all([other.end(), reader.end()]);
    expect((await built).definition).toBe(changed);
    expect(longest).toBeLessThan(1_000);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });
});

/** Milliseconds that the slowest of reads took which were made until something came about. */
async function slowestRead(reader: pg.Client, done: () => boolean): Promise<number> {
  let longest = 0;
  await until(async () => {
    const began = performance.now();
    await reader.query("SELECT count(*) FROM app.items WHERE name = 'name 7'");
    longest = Math.max(longest, performance.now() - began);
    return done();
  });
  return longest;
}

describe("a swap that died", () => {
  it("while the new one was built is begun again", async () => {
    await server.admin.query("CREATE INDEX items_idx_pgstack_new ON app.items (name, id)");
    await server.superuser(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.items_idx_pgstack_new'::regclass;",
    );
    await using test = server.testBuilds();
    expect((await rebuild(test)).definition).toBe(changed);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("before the names were swapped goes on with the index that is built", async () => {
    await server.admin.query("CREATE INDEX items_idx_pgstack_new ON app.items (name, id)");
    const built = await oid("items_idx_pgstack_new");
    await using test = server.testBuilds();
    expect((await rebuild(test)).definition).toBe(changed);
    expect(await oid("items_idx")).toBe(built);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("before the names were swapped drops the one that is built when it is not what is declared now", async () => {
    await server.admin.query("CREATE INDEX items_idx_pgstack_new ON app.items (note)");
    const built = await oid("items_idx_pgstack_new");
    await using test = server.testBuilds();
    expect((await rebuild(test)).definition).toBe(changed);
    expect(await oid("items_idx")).not.toBe(built);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("after the names were swapped drops the old one", async () => {
    await server.admin.query(`ALTER INDEX app.items_idx RENAME TO items_idx_pgstack_old;
      CREATE INDEX items_idx ON app.items (name, id)`);
    const built = await oid("items_idx");
    await using test = server.testBuilds();
    expect((await rebuild(test)).definition).toBe(changed);
    expect(await oid("items_idx")).toBe(built);
    expect(await server.indexes()).toEqual(["items_idx valid"]);
  });

  it("leaves nothing when the index is removed", async () => {
    await server.admin.query(`CREATE INDEX items_idx_pgstack_new ON app.items (note);
      CREATE INDEX items_idx_pgstack_old ON app.items (note)`);
    await using test = server.testBuilds();
    const remove = () =>
      test.builds.run(place, test.told, (client, options) => removeIndex(client, place, options));
    await remove();
    await remove();
    expect(await server.indexes()).toEqual([]);
  });

  it("on another table's index of that name is none of ours", async () => {
    await server.admin.query(`CREATE TABLE app.others (id int);
      CREATE INDEX items_idx_pgstack_new ON app.others (id)`);
    await using test = server.testBuilds();
    await expect(rebuild(test)).rejects.toThrow('relation "items_idx_pgstack_new" already exists');
    expect(await server.indexes()).toEqual(["items_idx valid", "items_idx_pgstack_new valid"]);
  });
});

describe("an index that is removed", () => {
  it("says whom it waits for", async () => {
    const other = await server.connect("a report");
    await other.query("BEGIN; SELECT count(*) FROM app.items");
    await using test = server.testBuilds();
    const removed = test.builds.run(place, test.told, (client, options) =>
      removeIndex(client, place, options),
    );
    await until(() => test.notes.length > 0);
    await other.query("COMMIT");
    await other.end();
    await removed;
    expect(test.notes).toEqual([
      expect.stringMatching(
        /^dropping items_idx waits for pid \d+, boss a report, idle in transaction for \d+ s: BEGIN/,
      ),
    ]);
    expect(await server.indexes()).toEqual([]);
  });
});

describe("a swap under a load of reads", () => {
  it("fails none of them, and none scans the table", async () => {
    await server.admin.query("CREATE ROLE reader LOGIN PASSWORD 'of-the-reader'");
    await server.admin.query("GRANT USAGE ON SCHEMA app TO reader; GRANT SELECT ON app.items TO reader");
    await server.superuser(
      ["session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0"]
        .map((set) => `ALTER ROLE reader SET ${set};`)
        .join(" "),
    );
    const before = await scans();
    const clients = await Promise.all(
      Array.from({ length: 4 }, () => server.connectAs("reader", "of-the-reader")),
    );
    const load = new StatementLoad(
      clients,
      (turn) => `SELECT id FROM app.items WHERE name = 'name ${turn % 1000}'`,
    );
    await load.more(50);
    const logged = server.log().length;
    const swap = async (number: number) => {
      await using test = server.testBuilds();
      const keys = number % 2 === 0 ? declared.keys : [{ column: "name" }];
      await rebuild(test, { ...declared, keys });
    };
    for (let number = 0; number < 4; number++) {
      await swap(number);
      await load.more(100);
    }
    await load[Symbol.asyncDispose]();
    const under = await scans();
    for (let number = 0; number < 4; number++) await swap(number);
    const alone = (await scans()) - under;
    const plans = server.log().slice(logged);
    expect(load.failures).toEqual([]);
    expect(plans.match(/Index (Only )?Scan|Bitmap Index Scan/g)?.length).toBeGreaterThan(300);
    expect(plans.match(/Seq Scan/g)).toBeNull();
    // A build reads the table itself, and counts: the same builds under load count nothing more.
    expect(under - before).toBe(alone);
  });
});

/** Sequential scans of the table, once every session that may have made some has ended: each reports them then. */
async function scans(): Promise<number> {
  await until(async () => {
    const others =
      "SELECT FROM pg_stat_activity WHERE usename = 'reader' OR application_name LIKE 'pgstack index%'";
    return (await server.rows(others)).length === 0;
  });
  // The administrator's own session made the first index.
  await server.admin.query("SELECT pg_stat_force_next_flush()");
  await server.admin.query("SELECT pg_stat_clear_snapshot()");
  const [row] = await server.rows(
    "SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE relid = 'app.items'::regclass",
  );
  return Number(row?.n);
}
