import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

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
    const created = await plugged.plugIn.create("Role", role);
    outputs = created.outputs;
    expect(created).toEqual({
      id: "app_user",
      outputs: { ...role, excess: [], password: expect.any(String), server: identity },
    });
    const client = new pg.Client({
      ...plugged.server.config,
      user: "app_user",
      password: String(outputs.password),
    });
    await client.connect();
    expect((await client.query("SELECT current_user AS name")).rows).toEqual([{ name: "app_user" }]);
    await client.end();
  });

  it("reads as it is, and as gone when it is", async () => {
    const read = await plugged.plugIn.read("Role", "app_user", outputs, role);
    expect(read).toEqual({ id: "app_user", inputs: role, outputs });
    expect((await plugged.plugIn.read("Role", "nobody", {}, {})).id).toBe("");
  });

  it("shows what was given to it by hand, and loses it", async () => {
    await plugged.server.client.query(
      "GRANT own TO app_user; ALTER ROLE app_user CREATEDB NOINHERIT CONNECTION LIMIT 9",
    );
    const read = await plugged.plugIn.read("Role", "app_user", outputs, role);
    expect(read.outputs.excess).toEqual(["CREATEDB", "NOINHERIT"]);
    expect(read.inputs).toEqual({ ...role, connectionLimit: 9, memberOf: ["own"] });
    expect(await plugged.plugIn.update("Role", "app_user", read.outputs, role)).toEqual(outputs);
    expect((await plugged.plugIn.read("Role", "app_user", outputs, role)).outputs).toEqual(outputs);
  });

  it("gets a new password when its version changes, and only then", async () => {
    const renamed = await plugged.plugIn.update("Role", "app_user", outputs, { ...role, comment: "other" });
    expect(renamed.password).toBe(outputs.password);
    const rotated = await plugged.plugIn.update("Role", "app_user", renamed, { ...role, passwordVersion: 2 });
    expect(rotated.password).not.toBe(outputs.password);
  });

  it("keeps its password on another server", async () => {
    await plugged.configure("2/1");
    const moved = await plugged.plugIn.update("Role", "app_user", outputs, role);
    expect(moved).toEqual({ ...outputs, server: "2/1" });
    await plugged.configure(identity);
  });

  it("is dropped, and what it owned is the administrator's", async () => {
    await plugged.server.client.query(
      "CREATE TABLE app.mine (a int); ALTER TABLE app.mine OWNER TO app_user",
    );
    await plugged.plugIn.delete("Role", "app_user", outputs);
    expect(await plugged.rows("SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'mine'")).toEqual([
      { owner: plugged.server.config.user },
    ]);
    await plugged.plugIn.delete("Role", "app_user", outputs);
    await plugged.server.client.query("DROP TABLE app.mine");
  });
});
