import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

const { DIFF_NONE } = pb.DiffResponse.DiffChanges;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const data = { systemIdentifier: "7" };
const state = { inputs: data, outputs: data };

describe("ServerData", () => {
  it("is the data's identifier, with nothing to make and nothing to delete", async () => {
    expect(await plugIn.create("ServerData", data)).toEqual({ id: "7", outputs: data });
    expect(await plugIn.read("ServerData", "7", data, data)).toEqual({ id: "7", ...state });
    await expect(plugIn.delete("ServerData", "7", data)).resolves.toBeUndefined();
  });

  it("is replaced with everything that goes with it when the data is another, the old one first", async () => {
    expect(await plugIn.diff("ServerData", state, data)).toMatchObject({ changes: DIFF_NONE });
    for (const systemIdentifier of ["8", unknown])
      expect(await plugIn.diff("ServerData", state, { systemIdentifier })).toMatchObject({
        diffsList: ["systemIdentifier"],
        replacesList: ["systemIdentifier"],
        deletebeforereplace: true,
      });
  });

  it("is imported by the identifier", async () => {
    expect(await plugIn.read("ServerData", "7")).toEqual({ id: "7", ...state });
  });
});
