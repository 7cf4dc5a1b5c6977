import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { migrationStatus } from "../../../operations/migrate/migration-status.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { readPlan } from "../../../operations/migrate/read-plan.ts";
import { type MigrationsFolder, migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { kinds, type ServerOfKind, serverOfKind } from "./server-of-kind.ts";

/** On an embedded server each comparison starts another one: there it is proved once, here it is cheap. */
const deletions = {
  embedded: [["in the middle", [2]]],
  native: [
    ["in the middle", [2]],
    ["the newest", [3]],
    ["the first", [1]],
    ["all", [1, 2, 3]],
  ],
} as const;

describe.each(kinds)("a history row deleted by hand, on the %s server", (kind) => {
  let server: ServerOfKind;
  let folder: MigrationsFolder;

  beforeAll(async () => {
    server = await serverOfKind(kind);
    await server.client.query("CREATE ROLE shop_owner; GRANT shop_owner TO CURRENT_USER");
  });
  afterAll(() => server?.stop());

  beforeEach(async () => {
    folder = migrationsFolder("shop", {
      "0001_a.up.sql": "CREATE TABLE a (id integer PRIMARY KEY, note text);\n",
      "0001_a.down.sql": "DROP TABLE a;\n",
      "0002_b.up.sql": "ALTER TABLE a ADD COLUMN b integer;\nINSERT INTO a (id) VALUES (1);\n",
      "0002_b.down.sql": "DELETE FROM a;\nALTER TABLE a DROP COLUMN b;\n",
      "0003_c.up.sql": "-- no-transaction\nCREATE INDEX CONCURRENTLY c_idx ON a (b)",
      "0003_c.down.sql": "-- no-transaction\nDROP INDEX CONCURRENTLY IF EXISTS c_idx",
    });
    await server.client.query(`
      DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS pgstack CASCADE;
      CREATE SCHEMA shop AUTHORIZATION shop_owner`);
    await run();
  });
  afterEach(() => folder[Symbol.dispose]());

  const files = () => readMigrations(folder.path);
  const run = async (target?: number) => {
    const { client, connection } = server;
    const options = { client, connection, schema: "shop", owner: "shop_owner", files: await files() };
    return migrate({ ...options, ...(target !== undefined && { target }) });
  };
  const states = async () =>
    (await migrationStatus(server.client, "shop", await files())).map(
      ({ version, state }) => `${version} ${state}`,
    );
  const versions = async () => (await appliedMigrations(server.client, "shop")).map(({ version }) => version);
  const forget = (...versions: readonly number[]) =>
    server.client.query("DELETE FROM pgstack.migrations WHERE version = ANY ($1)", [versions]);
  const rows = async (sql: string) => (await server.client.query(sql)).rows;

  it.each<readonly [string, readonly number[]]>(deletions[kind])(
    "is found, and put back without running the migration again: %s",
    async (_which, deleted) => {
      await forget(...deleted);
      expect(await states()).toEqual(
        [1, 2, 3].map((n) => `${n} ${deleted.includes(n) ? "restorable" : "applied"}`),
      );
      const { restored, steps, changed } = await run();
      expect({ restored, steps, changed }).toEqual({
        restored: deleted.map((version) => `000${version}_${"abc"[version - 1]}`),
        steps: [],
        changed: true,
      });
      expect(await states()).toEqual(["1 applied", "2 applied", "3 applied"]);
      expect(await rows("SELECT id FROM shop.a")).toEqual([{ id: 1 }]);
      expect(await run()).toEqual({ changed: false, steps: [] });
    },
  );

  if (kind === "native") {
    it("is put back with what the file says, so that a rollback works as before", async () => {
      const before = await appliedMigrations(server.client, "shop");
      await forget(2);
      await run();
      const pick = (list: typeof before) => list.map(({ appliedAt: _, durationMs: __, ...row }) => row);
      expect(pick(await appliedMigrations(server.client, "shop"))).toEqual(pick(before));
    });

    it("is put back before a rollback, which then takes that migration back as well", async () => {
      await forget(2);
      const { restored, steps } = await run(1);
      expect(restored).toEqual(["0002_b"]);
      expect(steps.map(({ label }) => label)).toEqual(["0003_c", "0002_b"]);
      expect(await versions()).toEqual([1]);
    });

    it("is put back, and what is really pending applied after it", async () => {
      folder.write({ "0004_d.up.sql": "CREATE TABLE d ();", "0004_d.down.sql": "DROP TABLE d;" });
      await forget(3);
      expect(await states()).toEqual(["1 applied", "2 applied", "3 restorable", "4 pending"]);
      const { restored, steps } = await run();
      expect(restored).toEqual(["0003_c"]);
      expect(steps.map(({ label }) => label)).toEqual(["0004_d"]);
    });

    it("does not mind an index that is a resource of its own", async () => {
      await server.client.query("CREATE INDEX declared_idx ON shop.a (note)");
      await forget(2);
      expect((await run()).restored).toEqual(["0002_b"]);
    });

    it("does not mind row security, which is a resource of its own", async () => {
      await server.client.query(
        "ALTER TABLE shop.a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY own ON shop.a USING (true)",
      );
      await forget(2);
      expect((await run()).restored).toEqual(["0002_b"]);
    });
  }

  it("stays away where the schema is another one, which is said in full, and nothing is run", async () => {
    await server.client.query("ALTER TABLE shop.a ALTER COLUMN b TYPE bigint; CREATE TABLE shop.stray ()");
    await forget(2);
    const admin = server.connection.user;
    await expect(run()).rejects.toThrow(
      "migrations shop: 0002_b: not in pgstack.migrations, though what comes of it is there, " +
        "but the schema is not what the files make (- they make it, + it is there):\n" +
        "  - column a.b integer\n" +
        "  + column a.b bigint\n" +
        `  + table stray owner ${admin}\n` +
        "  Make the schema what the files say, or undo by hand what is there of these migrations; then run this again.",
    );
    expect(await versions()).toEqual([1, 3]);
    expect(await rows("SELECT id FROM shop.a")).toEqual([{ id: 1 }]);
  });

  it("is not suspected of a migration that was rolled back, or never applied", async () => {
    await run(1);
    expect(await states()).toEqual(["1 applied", "2 pending", "3 pending"]);
    const { client, connection } = server;
    const { restore, apply } = await readPlan({ client, connection, schema: "shop", files: await files() });
    expect({ restore, apply: apply.length }).toEqual({ restore: [], apply: 2 });
  });

  it("leaves no scratch database behind, not even one that a killed program left", async () => {
    if (kind === "native") await server.client.query("CREATE DATABASE pgstack_scratch_1000000000_0a1b2c3d");
    await forget(2);
    await run();
    expect(await rows("SELECT datname FROM pg_database WHERE datname ~ 'scratch'")).toEqual([]);
  });
});
