import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

const comments = { roles: { own: "it's the owner", reader: "reads" }, schemas: { app: "the application" } };

/** Comments as they are on the server. */
const found = () =>
  plugged.rows(`SELECT rolname AS name, shobj_description(oid, 'pg_authid') AS comment FROM pg_roles
    WHERE rolname IN ('own', 'reader')
    UNION ALL SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'app'
    ORDER BY 1`);

const declared = [
  { name: "app", comment: "the application" },
  { name: "own", comment: "it's the owner" },
  { name: "reader", comment: "reads" },
];

describe("Comments", () => {
  const outputs = { ...comments, server: identity };

  it("are known in a preview, and not made", async () => {
    const previewed = await plugged.plugIn.create("Comments", comments, true);
    expect(previewed.outputs).toMatchObject(comments);
    expect((await found()).map(({ comment }) => comment)).toEqual([null, null, null]);
  });

  it("are made on roles and schemas", async () => {
    expect(await plugged.plugIn.create("Comments", comments)).toEqual({ id: "comments", outputs });
    expect(await found()).toEqual(declared);
  });

  it("are no change while they are as declared", async () => {
    const read = await plugged.plugIn.read("Comments", "comments", outputs, comments);
    expect(read).toEqual({ id: "comments", inputs: comments, outputs });
    expect((await plugged.plugIn.diff("Comments", read, comments)).diffsList).toEqual([]);
  });

  it("show what was changed and taken away by hand, and are mended", async () => {
    await plugged.server.client.query("COMMENT ON ROLE own IS 'mine'; COMMENT ON SCHEMA app IS NULL");
    const read = await plugged.plugIn.read("Comments", "comments", outputs, comments);
    expect(read.inputs).toEqual({ roles: { own: "mine", reader: "reads" }, schemas: { app: "" } });
    expect(await plugged.plugIn.diff("Comments", read, comments)).toMatchObject({
      diffsList: ["roles", "schemas"],
      replacesList: [],
    });
    expect(await plugged.plugIn.update("Comments", "comments", read.outputs, comments)).toEqual(outputs);
    expect(await found()).toEqual(declared);
  });

  it("take a comment away where none is declared", async () => {
    const without = { ...comments, schemas: { app: "" } };
    await plugged.plugIn.update("Comments", "comments", outputs, without);
    expect((await found())[0]).toEqual({ name: "app", comment: null });
    await plugged.plugIn.update("Comments", "comments", { ...without, server: identity }, comments);
  });

  it("lack what is not there any more, so that it shows", async () => {
    await plugged.server.client.query("DROP ROLE reader");
    const read = await plugged.plugIn.read("Comments", "comments", outputs, comments);
    expect(read.inputs).toEqual({ ...comments, roles: { own: "it's the owner" } });
    expect((await plugged.plugIn.diff("Comments", read, comments)).diffsList).toEqual(["roles"]);
  });

  it("are all made or none: of a role that is not there", async () => {
    const changed = { roles: { own: "changed", reader: "reads" }, schemas: {} };
    await expect(plugged.plugIn.update("Comments", "comments", outputs, changed)).rejects.toMatchObject({
      details: 'role "reader" does not exist (SQLSTATE 42704)',
    });
    expect((await found()).find(({ name }) => name === "own")).toEqual(declared[1]);
    await plugged.server.client.query("CREATE ROLE reader");
  });

  it("are made again on another server, whatever they were on the first", async () => {
    await plugged.configure("2/1");
    const diff = await plugged.plugIn.diff("Comments", { inputs: comments, outputs }, comments);
    expect(diff).toMatchObject({ diffsList: ["server"], replacesList: [] });
    expect(await plugged.plugIn.update("Comments", "comments", outputs, comments)).toEqual({
      ...comments,
      server: "2/1",
    });
    expect(await found()).toEqual(declared);
    await plugged.configure(identity);
  });

  it("stay when they are deleted: their roles and schemas go by themselves", async () => {
    await plugged.plugIn.delete("Comments", "comments", outputs);
    expect(await found()).toEqual(declared);
  });
});
