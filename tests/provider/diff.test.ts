import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
const { Kind } = pb.PropertyDiff;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const index = { schema: "commerce", name: "a_idx", table: "a", keys: [{ column: "b" }] };

describe("diff", () => {
  const state = { inputs: index, outputs: { ...index, valid: true, server: "1/1" } };

  beforeAll(async () => {
    await plugIn.configure({ host: "127.0.0.1", port: "1", credential: "file:x", serverIdentity: "1/1" });
  });

  it("finds nothing in what is the same", async () => {
    expect(await plugIn.diff("Index", state, index)).toMatchObject({ changes: DIFF_NONE, diffsList: [] });
  });

  it("updates in place, and says which property", async () => {
    const diff = await plugIn.diff("Index", state, { ...index, unique: true });
    expect(diff).toMatchObject({
      changes: DIFF_SOME,
      diffsList: ["unique"],
      replacesList: [],
      deletebeforereplace: false,
    });
    expect(diff.detaileddiffMap).toEqual([["unique", { kind: Kind.ADD, inputdiff: true }]]);
  });

  it("replaces when the name is another one", async () => {
    const diff = await plugIn.diff("Index", state, { ...index, name: "c_idx" });
    expect(diff).toMatchObject({ replacesList: ["name"], deletebeforereplace: false });
    expect(diff.detaileddiffMap).toEqual([["name", { kind: Kind.UPDATE_REPLACE, inputdiff: true }]]);
  });

  it("takes an unknown for a change", async () => {
    expect(await plugIn.diff("Index", state, { ...index, where: unknown })).toMatchObject({
      diffsList: ["where"],
    });
  });

  it("builds an INVALID index again", async () => {
    const invalid = { inputs: index, outputs: { ...state.outputs, valid: false } };
    expect(await plugIn.diff("Index", invalid, index)).toMatchObject({
      diffsList: ["valid"],
      replacesList: [],
    });
  });

  it("makes again what was made on another server", async () => {
    const elsewhere = { inputs: index, outputs: { ...state.outputs, server: "7/1" } };
    expect(await plugIn.diff("Index", elsewhere, index)).toMatchObject({
      diffsList: ["server"],
      replacesList: [],
    });
  });

  it("starts an embedded server that is not running", async () => {
    const inputs = {
      stack: "dev",
      port: 25000,
      dataFolder: "data",
      database: "a",
      adminUser: "m",
      memory: 1,
    };
    const stopped = { inputs, outputs: { ...inputs, status: "stopped" } };
    expect(await plugIn.diff("EmbeddedServer", stopped, inputs)).toMatchObject({ diffsList: ["status"] });
  });
});
