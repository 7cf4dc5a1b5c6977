import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlugIn } from "../../provider/plug-in.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

const identity = "1/1";

describe("resources on a server, over gRPC", () => {
  let server: EmbeddedServer;
  let plugIn: PlugIn;
  let folder: string;

  beforeAll(async () => {
    server = await embeddedServer();
    plugIn = await PlugIn.start();
    folder = mkdtempSync(join(tmpdir(), "pgstack-credential-"));
    writeFileSync(join(folder, "password"), String(server.config.password), { mode: 0o600 });
    await configure(identity);
    await server.client.query(`
      CREATE ROLE own; CREATE ROLE reader; CREATE SCHEMA app AUTHORIZATION own;
      CREATE TABLE app.items (id bigint, name text, note text); ALTER TABLE app.items OWNER TO own;
      INSERT INTO app.items SELECT n, 'name ' || n % 10, 'x' FROM generate_series(1, 100) AS n`);
  });
  afterAll(async () => {
    await plugIn[Symbol.asyncDispose]();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const configure = (serverIdentity: string) => {
    const { host, port, database, user } = server.config;
    const credential = `file:${join(folder, "password")}`;
    return plugIn.configure({
      host,
      port: String(port),
      database,
      user,
      credential,
      tls: "disable",
      maxConnections: "1",
      serverIdentity,
    });
  };
  const rows = async (sql: string) => (await server.client.query(sql)).rows;

  describe("Role", () => {
    const role = {
      name: "app_user",
      login: true,
      comment: "it's",
      memberOf: [],
      connectionLimit: 5,
      passwordVersion: 1,
    };
    let outputs: Record<string, unknown>;

    it("is made with a password that works", async () => {
      const created = await plugIn.create("Role", role);
      outputs = created.outputs;
      expect(created).toEqual({
        id: "app_user",
        outputs: { ...role, excess: [], password: expect.any(String), server: identity },
      });
      const client = new pg.Client({
        ...server.config,
        user: "app_user",
        password: String(outputs.password),
      });
      await client.connect();
      expect((await client.query("SELECT current_user AS name")).rows).toEqual([{ name: "app_user" }]);
      await client.end();
    });

    it("reads as it is, and as gone when it is", async () => {
      const read = await plugIn.read("Role", "app_user", outputs, role);
      expect(read).toEqual({ id: "app_user", inputs: role, outputs });
      expect((await plugIn.read("Role", "nobody", {}, {})).id).toBe("");
    });

    it("shows what was given to it by hand, and loses it", async () => {
      await server.client.query("ALTER ROLE app_user CREATEDB CONNECTION LIMIT 9; GRANT own TO app_user");
      const read = await plugIn.read("Role", "app_user", outputs, role);
      expect(read.outputs.excess).toEqual(["CREATEDB"]);
      expect(read.inputs).toEqual({ ...role, connectionLimit: 9, memberOf: ["own"] });
      expect(await plugIn.update("Role", "app_user", read.outputs, role)).toEqual(outputs);
      expect((await plugIn.read("Role", "app_user", outputs, role)).outputs).toEqual(outputs);
    });

    it("gets a new password when its version changes, and only then", async () => {
      const renamed = await plugIn.update("Role", "app_user", outputs, { ...role, comment: "other" });
      expect(renamed.password).toBe(outputs.password);
      const rotated = await plugIn.update("Role", "app_user", renamed, { ...role, passwordVersion: 2 });
      expect(rotated.password).not.toBe(outputs.password);
    });

    it("keeps its password on another server", async () => {
      await configure("2/1");
      const moved = await plugIn.update("Role", "app_user", outputs, role);
      expect(moved).toEqual({ ...outputs, server: "2/1" });
      await configure(identity);
    });

    it("is dropped, and what it owned is the administrator's", async () => {
      await server.client.query("CREATE TABLE app.mine (a int); ALTER TABLE app.mine OWNER TO app_user");
      await plugIn.delete("Role", "app_user", outputs);
      expect(await rows("SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'mine'")).toEqual([
        { owner: server.config.user },
      ]);
      await plugIn.delete("Role", "app_user", outputs);
      await server.client.query("DROP TABLE app.mine");
    });
  });

  describe("Schema and Extension", () => {
    it("are made, changed in place and dropped", async () => {
      const schema = { name: "other", owner: "own", comment: "one" };
      expect((await plugIn.create("Schema", schema)).id).toBe("other");
      await plugIn.update("Schema", "other", schema, { ...schema, owner: "reader" });
      expect((await plugIn.read("Schema", "other")).inputs).toEqual({ ...schema, owner: "reader" });
      await plugIn.delete("Schema", "other", schema);
      expect((await plugIn.read("Schema", "other")).id).toBe("");
    });

    it("keeps a schema that still holds something", async () => {
      await expect(plugIn.delete("Schema", "app", {})).rejects.toMatchObject({
        details: expect.stringContaining("schema app: it still holds objects that are not declared"),
      });
    });

    it("installs an extension and tells its version", async () => {
      const { outputs } = await plugIn.create("Extension", { name: "vector", schema: "public" });
      expect(outputs).toEqual({
        name: "vector",
        schema: "public",
        version: expect.stringMatching(/^0\.\d+/),
        server: identity,
      });
      expect((await plugIn.read("Extension", "vector")).outputs.version).toBe(outputs.version);
    });

    it("names the nearest extension there is", async () => {
      await expect(plugIn.create("Extension", { name: "vektor", schema: "public" })).rejects.toMatchObject({
        details: expect.stringContaining('The nearest name it has is "vector".'),
      });
    });
  });

  describe("Index", () => {
    const index = {
      schema: "app",
      name: "items_name_idx",
      table: "items",
      keys: [{ column: "name" }],
      where: "note='x'",
    };
    let outputs: Record<string, unknown>;

    it("is built, and adopted when it is there already", async () => {
      const created = await plugIn.create("Index", index);
      outputs = created.outputs;
      expect(created).toEqual({
        id: "app.items_name_idx",
        outputs: {
          ...index,
          valid: true,
          server: identity,
          definition: "CREATE INDEX items_name_idx ON app.items USING btree (name) WHERE (note = 'x'::text)",
          built: "CREATE INDEX items_name_idx ON app.items USING btree (name) WHERE (note = 'x'::text)",
        },
      });
      const [before] = await rows("SELECT 'app.items_name_idx'::regclass::oid::text AS oid");
      expect((await plugIn.create("Index", index)).outputs).toEqual(outputs);
      expect(await rows("SELECT 'app.items_name_idx'::regclass::oid::text AS oid")).toEqual([before]);
    });

    it("is no change though the text differs from the server's", async () => {
      const read = await plugIn.read("Index", "app.items_name_idx", outputs, index);
      expect(read).toEqual({ id: "app.items_name_idx", inputs: index, outputs });
    });

    it("is imported with the inputs that would make it", async () => {
      const { inputs } = await plugIn.read("Index", "app.items_name_idx");
      expect(inputs).toEqual({ ...index, where: "(note = 'x'::text)" });
    });

    it("is rebuilt beside itself when it changes, and never missing", async () => {
      const changed = {
        ...index,
        keys: [{ column: "name" }, { column: "id", order: "desc" }],
        include: ["note"],
      };
      const updated = await plugIn.update("Index", "app.items_name_idx", outputs, changed);
      expect(updated.definition).toBe(
        "CREATE INDEX items_name_idx ON app.items USING btree (name, id DESC) INCLUDE (note) WHERE (note = 'x'::text)",
      );
      expect(await rows("SELECT count(*)::int AS n FROM pg_indexes WHERE schemaname = 'app'")).toEqual([
        { n: 1 },
      ]);
      outputs = updated;
    });

    it("is refused when another one has the name", async () => {
      await expect(plugIn.create("Index", { ...index, keys: [{ column: "id" }] })).rejects.toMatchObject({
        details: expect.stringContaining(
          "index app.items_name_idx: another index has this name: CREATE INDEX items_name_idx",
        ),
      });
    });

    it("shows another collation, which its inputs cannot say, as drift", async () => {
      await server.client.query(`DROP INDEX app.items_name_idx; CREATE INDEX items_name_idx ON app.items
        (name COLLATE "C", id DESC) INCLUDE (note) WHERE note = 'x'`);
      const { built, definition } = (await plugIn.read("Index", "app.items_name_idx", outputs, index))
        .outputs;
      expect([built === outputs.built, definition === outputs.definition]).toEqual([true, false]);
    });

    it("is rebuilt as declared on a server that came back with an older one", async () => {
      await configure("3/1");
      expect((await plugIn.update("Index", "app.items_name_idx", outputs, index)).definition).toBe(
        "CREATE INDEX items_name_idx ON app.items USING btree (name) WHERE (note = 'x'::text)",
      );
      await configure(identity);
    });

    it("says that a partitioned table cannot have one this way", async () => {
      await server.client.query("CREATE TABLE app.parts (a int) PARTITION BY RANGE (a)");
      const parts = { schema: "app", name: "parts_idx", table: "parts", keys: [{ column: "a" }] };
      await expect(plugIn.create("Index", parts)).rejects.toMatchObject({
        details: expect.stringContaining("index app.parts_idx: app.parts is partitioned"),
      });
    });

    it("leaves nothing half-built when it cannot be", async () => {
      const unique = {
        schema: "app",
        name: "items_unique_idx",
        table: "items",
        keys: [{ column: "name" }],
        unique: true,
      };
      await expect(plugIn.create("Index", unique)).rejects.toMatchObject({
        details: expect.stringMatching(
          /could not create unique index "items_unique_idx" \(SQLSTATE 23505\)\n.*is duplicated/,
        ),
      });
      expect((await plugIn.read("Index", "app.items_unique_idx")).id).toBe("");
    });

    it("is built again when a failed build left it INVALID", async () => {
      const unique = {
        schema: "app",
        name: "left_idx",
        table: "items",
        keys: [{ column: "id" }],
        unique: true,
      };
      await server.client.query("INSERT INTO app.items VALUES (1)");
      await expect(
        server.client.query("CREATE UNIQUE INDEX CONCURRENTLY left_idx ON app.items (id)"),
      ).rejects.toThrow();
      const left = await plugIn.read("Index", "app.left_idx", { ...unique, valid: true }, unique);
      expect(left.outputs.valid).toBe(false);
      await server.client.query("DELETE FROM app.items WHERE name IS NULL");
      expect((await plugIn.update("Index", "app.left_idx", left.outputs, unique)).valid).toBe(true);
      await plugIn.delete("Index", "app.left_idx", unique);
    });

    it("builds an HNSW index and reads its parameters", async () => {
      await server.client.query(
        "CREATE TABLE app.points (v vector(3)); INSERT INTO app.points VALUES ('[1,2,3]')",
      );
      const keys = [{ column: "v", opclass: "vector_cosine_ops" }];
      const hnsw = {
        schema: "app",
        name: "points_idx",
        table: "points",
        method: "hnsw",
        keys,
        with: { m: 8, ef_construction: 32 },
      };
      await plugIn.create("Index", hnsw);
      expect((await plugIn.read("Index", "app.points_idx")).inputs).toEqual(hnsw);
    });
  });

  describe("Privileges", () => {
    const grants = [{ role: "reader", tables: ["SELECT"] }];
    const privileges = { schema: "app", owner: "own", grants };

    it("covers what is there and what its owner makes later", async () => {
      const { outputs } = await plugIn.create("Privileges", privileges);
      expect(outputs).toEqual({ ...privileges, differences: [], server: identity });
      await server.client.query(
        "SET ROLE own; CREATE TABLE app.later (a int); CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; RESET ROLE",
      );
      expect(
        await rows(`SELECT has_table_privilege('reader', 'app.items', 'SELECT') AS now,
        has_table_privilege('reader', 'app.later', 'SELECT') AS later, has_table_privilege('reader', 'app.later', 'INSERT') AS more,
        has_function_privilege('reader', 'app.f()', 'EXECUTE') AS function`),
      ).toEqual([{ now: true, later: true, more: false, function: false }]);
    });

    it("shows what was changed by hand in words, and mends it", async () => {
      await server.client.query(
        "GRANT INSERT ON app.items TO reader; REVOKE SELECT ON app.later FROM reader; GRANT SELECT ON app.items TO PUBLIC",
      );
      const read = await plugIn.read("Privileges", "app", { ...privileges, differences: [] }, privileges);
      expect(read.outputs.differences).toEqual([
        "app.later: reader lacks SELECT",
        "app.items: PUBLIC has SELECT",
        "app.items: reader has INSERT",
      ]);
      await plugIn.update("Privileges", "app", read.outputs, privileges);
      expect((await plugIn.read("Privileges", "app", read.outputs, privileges)).outputs.differences).toEqual(
        [],
      );
    });

    it("takes everything away when it is deleted", async () => {
      await plugIn.delete("Privileges", "app", privileges);
      expect(await rows("SELECT has_schema_privilege('reader', 'app', 'USAGE') AS usage")).toEqual([
        { usage: false },
      ]);
    });
  });

  it("cancels what is under way", async () => {
    await using other = await PlugIn.start();
    const { host, port, database, user } = server.config;
    const credential = `file:${join(folder, "password")}`;
    await other.configure({
      host,
      port: String(port),
      database,
      user,
      credential,
      tls: "disable",
      maxConnections: "1",
    });
    await server.client.query(
      "CREATE FUNCTION app.slow(a int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN a; END'",
    );
    await server.client.query("CREATE TABLE app.one AS SELECT 1 AS a");
    const slow = { schema: "app", name: "slow_idx", table: "one", keys: [{ expression: "app.slow(a)" }] };
    const build = other.create("Index", slow).catch((error: { details: string }) => error.details);
    // While it runs the server can be asked nothing, so there is nothing to poll.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await other.cancel();
    expect(await build).toContain("SQLSTATE 57014");
    expect((await plugIn.read("Index", "app.slow_idx")).id).toBe("");
  });

  it("says which password file it cannot read, and shows no password", async () => {
    await using other = await PlugIn.start();
    const { host, port, database, user } = server.config;
    await other.configure({
      host,
      port: String(port),
      database,
      user,
      credential: "file:nowhere",
      tls: "disable",
    });
    await expect(other.read("Schema", "app")).rejects.toMatchObject({
      details: expect.stringContaining("credential: the password file nowhere cannot be read"),
    });
  });
});
