import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

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
    const created = await plugged.plugIn.create("Index", index);
    outputs = created.outputs;
    expect(created).toEqual({
      id: "app.items_name_idx",
      outputs: {
        ...index,
        valid: true,
        server: identity,
        definition: "CREATE INDEX items_name_idx ON app.items USING btree (name) WHERE (note = 'x'::text)",
        oid: expect.stringMatching(/^\d+$/),
      },
    });
    const [before] = await plugged.rows("SELECT 'app.items_name_idx'::regclass::oid::text AS oid");
    expect((await plugged.plugIn.create("Index", index)).outputs).toEqual(outputs);
    expect(await plugged.rows("SELECT 'app.items_name_idx'::regclass::oid::text AS oid")).toEqual([before]);
  });

  it("is no change though the text differs from the server's", async () => {
    const read = await plugged.plugIn.read("Index", "app.items_name_idx", outputs, index);
    expect(read).toEqual({ id: "app.items_name_idx", inputs: index, outputs });
  });

  it("is imported with the inputs that would make it", async () => {
    const { inputs } = await plugged.plugIn.read("Index", "app.items_name_idx");
    expect(inputs).toEqual({ ...index, where: "(note = 'x'::text)" });
  });

  it("is rebuilt beside itself when it changes, and never missing", async () => {
    const changed = {
      ...index,
      keys: [{ column: "name" }, { column: "id", order: "desc" }],
      include: ["note"],
    };
    const updated = await plugged.plugIn.update("Index", "app.items_name_idx", outputs, changed);
    expect(updated.definition).toBe(
      "CREATE INDEX items_name_idx ON app.items USING btree (name, id DESC) INCLUDE (note) WHERE (note = 'x'::text)",
    );
    expect(await plugged.rows("SELECT count(*)::int AS n FROM pg_indexes WHERE schemaname = 'app'")).toEqual([
      { n: 1 },
    ]);
    outputs = updated;
  });

  it("is refused when another one has the name", async () => {
    await expect(
      plugged.plugIn.create("Index", { ...index, keys: [{ column: "id" }] }),
    ).rejects.toMatchObject({
      details: expect.stringContaining(
        "index app.items_name_idx: another index has this name: CREATE INDEX items_name_idx",
      ),
    });
  });

  it("shows another collation as drift", async () => {
    await plugged.server.client.query(`DROP INDEX app.items_name_idx; CREATE INDEX items_name_idx ON app.items
      (name COLLATE "C", id DESC) INCLUDE (note) WHERE note = 'x'`);
    const read = await plugged.plugIn.read("Index", "app.items_name_idx", outputs, index);
    expect(read.outputs).toMatchObject({
      definition: outputs.definition,
      foundDefinition:
        "CREATE INDEX items_name_idx ON app.items USING btree (name COLLATE \"C\", id DESC) INCLUDE (note) WHERE (note = 'x'::text)",
    });
    // What the next refresh finds is the same, and so is what it says.
    expect(await plugged.plugIn.read("Index", "app.items_name_idx", read.outputs, read.inputs)).toEqual(read);
  });

  it("is rebuilt as declared on a server that came back with an older one", async () => {
    await plugged.configure("3/1");
    expect((await plugged.plugIn.update("Index", "app.items_name_idx", outputs, index)).definition).toBe(
      "CREATE INDEX items_name_idx ON app.items USING btree (name) WHERE (note = 'x'::text)",
    );
    await plugged.configure(identity);
  });

  it("leaves nothing half-built when it cannot be", async () => {
    const unique = {
      schema: "app",
      name: "items_unique_idx",
      table: "items",
      keys: [{ column: "name" }],
      unique: true,
    };
    await expect(plugged.plugIn.create("Index", unique)).rejects.toMatchObject({
      details: expect.stringMatching(
        /^index app\.items_unique_idx: rows of app\.items have the same key: .*is duplicated\. \(SQLSTATE 23505\)\n/,
      ),
    });
    expect((await plugged.plugIn.read("Index", "app.items_unique_idx")).id).toBe("");
  });

  it("is built again when a failed build left it INVALID", async () => {
    const unique = {
      schema: "app",
      name: "left_idx",
      table: "items",
      keys: [{ column: "id" }],
      unique: true,
    };
    await plugged.server.client.query("INSERT INTO app.items VALUES (1)");
    await expect(
      plugged.server.client.query("CREATE UNIQUE INDEX CONCURRENTLY left_idx ON app.items (id)"),
    ).rejects.toThrow();
    const left = await plugged.plugIn.read("Index", "app.left_idx", { ...unique, valid: true }, unique);
    expect(left.outputs.valid).toBe(false);
    await plugged.server.client.query("DELETE FROM app.items WHERE name IS NULL");
    expect((await plugged.plugIn.update("Index", "app.left_idx", left.outputs, unique)).valid).toBe(true);
    await plugged.plugIn.delete("Index", "app.left_idx", unique);
  });

  it("builds an HNSW index and reads its parameters", async () => {
    await plugged.plugIn.create("Extension", { name: "vector", schema: "public" });
    await plugged.server.client.query(
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
    await plugged.plugIn.create("Index", hnsw);
    expect((await plugged.plugIn.read("Index", "app.points_idx")).inputs).toEqual(hnsw);
  });
});
