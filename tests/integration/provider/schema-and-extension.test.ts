import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

describe("Schema and Extension", () => {
  it("are made, changed in place and dropped", async () => {
    const schema = { name: "other", owner: "own", comment: "one" };
    expect((await plugged.plugIn.create("Schema", schema)).id).toBe("other");
    await plugged.plugIn.update("Schema", "other", schema, { ...schema, owner: "reader" });
    expect((await plugged.plugIn.read("Schema", "other")).inputs).toEqual({ ...schema, owner: "reader" });
    await plugged.plugIn.delete("Schema", "other", schema);
    expect((await plugged.plugIn.read("Schema", "other")).id).toBe("");
  });

  it("keeps a schema that still holds something", async () => {
    await expect(plugged.plugIn.delete("Schema", "app", {})).rejects.toMatchObject({
      details: expect.stringContaining("schema app: it still holds objects that are not declared"),
    });
  });

  it("installs an extension and tells its version", async () => {
    const { outputs } = await plugged.plugIn.create("Extension", { name: "vector", schema: "public" });
    expect(outputs).toEqual({
      name: "vector",
      schema: "public",
      version: expect.stringMatching(/^0\.\d+/),
      server: identity,
    });
    expect((await plugged.plugIn.read("Extension", "vector")).outputs.version).toBe(outputs.version);
  });

  it("names the nearest extension there is", async () => {
    await expect(
      plugged.plugIn.create("Extension", { name: "vektor", schema: "public" }),
    ).rejects.toMatchObject({
      details: expect.stringContaining('The nearest name it has is "vector".'),
    });
  });
});
