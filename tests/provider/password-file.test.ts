import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toWire } from "../../provider/properties.ts";
import { PlugIn, urn } from "./plug-in.ts";

const { DIFF_NONE } = pb.DiffResponse.DiffChanges;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

let root: string;
let path: string;
let inputs: { path: string; password: string };
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "pgstack-password-"));
  path = join(root, "stacks", "dev", "admin.password");
  inputs = { path, password: "Generated0Password" };
});
afterEach(() => rmSync(root, { recursive: true }));

const mode = (file: string) => statSync(file).mode & 0o777;

describe("PasswordFile", () => {
  it("is written for its owner alone, folders too, with nothing beside it", async () => {
    const created = await plugIn.create("PasswordFile", inputs);
    expect(created).toEqual({
      id: path,
      outputs: { ...inputs, credential: `file:${path}`, status: "written" },
    });
    expect(readFileSync(path, "utf8")).toBe("Generated0Password\n");
    expect([mode(path), mode(dirname(path)), mode(join(root, "stacks"))]).toEqual([0o600, 0o700, 0o700]);
    expect(readdirSync(dirname(path))).toEqual(["admin.password"]);
  });

  it("is known in a preview, and not written", async () => {
    expect(await plugIn.create("PasswordFile", inputs, true)).toEqual({
      id: "",
      outputs: { ...inputs, credential: `file:${path}`, status: "written" },
    });
    expect(existsSync(path)).toBe(false);
  });

  it("takes the place of a file that anybody could read", async () => {
    await plugIn.create("PasswordFile", inputs);
    chmodSync(path, 0o644);
    await plugIn.create("PasswordFile", { ...inputs, password: "another" });
    expect([mode(path), readFileSync(path, "utf8")]).toEqual([0o600, "another\n"]);
  });

  it("is no change while it is as it was written", async () => {
    const { outputs } = await plugIn.create("PasswordFile", inputs);
    expect(await plugIn.read("PasswordFile", path, outputs, inputs)).toEqual({ id: path, inputs, outputs });
    const diff = await plugIn.diff("PasswordFile", { inputs, outputs }, inputs);
    expect(diff).toMatchObject({ changes: DIFF_NONE, diffsList: [] });
  });

  it.each<[string, () => void, string]>([
    ["was deleted", () => rmSync(path), "missing"],
    ["was deleted with its folder", () => rmSync(join(root, "stacks"), { recursive: true }), "missing"],
    ["has another password", () => writeFileSync(path, "mine\n"), "changed by hand"],
    ["is empty", () => writeFileSync(path, ""), "changed by hand"],
    ["can be read by the group", () => chmodSync(path, 0o640), "changed by hand"],
  ])("that %s shows as drift, and is written again in place", async (_what, change, status) => {
    const { outputs } = await plugIn.create("PasswordFile", inputs);
    change();
    const read = await plugIn.read("PasswordFile", path, outputs, inputs);
    expect(read).toEqual({ id: path, inputs, outputs: { ...outputs, status } });
    const diff = await plugIn.diff("PasswordFile", { inputs, outputs: read.outputs }, inputs);
    expect(diff).toMatchObject({ diffsList: ["status"], replacesList: [] });
    expect(await plugIn.update("PasswordFile", path, read.outputs, inputs)).toEqual(outputs);
    expect([mode(path), readFileSync(path, "utf8")]).toEqual([0o600, "Generated0Password\n"]);
  });

  it("is read by the engine before every update, so that a deleted one is noticed without a refresh", async () => {
    const request = new pb.CreateRequest().setUrn(urn("PasswordFile")).setProperties(toWire(inputs));
    const response = await plugIn.call<pb.CreateRequest, pb.CreateResponse>("create", request);
    expect(response.getRefreshBeforeUpdate()).toBe(true);
  });

  it("takes another password in place, and is another file at another path", async () => {
    const { outputs } = await plugIn.create("PasswordFile", inputs);
    const rotated = { ...inputs, password: "another" };
    expect(await plugIn.diff("PasswordFile", { inputs, outputs }, rotated)).toMatchObject({
      diffsList: ["password"],
      replacesList: [],
    });
    const updated = await plugIn.update("PasswordFile", path, outputs, rotated);
    expect([updated.password, readFileSync(path, "utf8")]).toEqual(["another", "another\n"]);
    const moved = { ...inputs, path: join(root, "elsewhere") };
    expect(await plugIn.diff("PasswordFile", { inputs, outputs }, moved)).toMatchObject({
      diffsList: ["path"],
      replacesList: ["path"],
    });
  });

  it("is removed when it is deleted, and may be gone already", async () => {
    const { outputs } = await plugIn.create("PasswordFile", inputs);
    await plugIn.delete("PasswordFile", path, outputs);
    expect(existsSync(path)).toBe(false);
    await expect(plugIn.delete("PasswordFile", path, outputs)).resolves.toBeUndefined();
  });

  it("keeps the password a secret in its schema, and out of its errors", async () => {
    const response = await plugIn.call<unknown, pb.GetSchemaResponse>("getSchema", new pb.GetSchemaRequest());
    const { resources } = JSON.parse(response.getSchema());
    const { inputProperties, properties } = resources["pgstack:index:PasswordFile"];
    expect([inputProperties.password.secret, properties.password.secret]).toEqual([true, true]);
    writeFileSync(join(root, "file"), "");
    const below = { ...inputs, path: join(root, "file", "admin.password") };
    const failed = plugIn.create("PasswordFile", below).catch((error: { details: string }) => error.details);
    expect(await failed).toBe(`EEXIST: file already exists, mkdir '${join(root, "file")}'`);
  });
});
