import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toProject } from "../../settings/paths.ts";
import { PlugIn } from "./plug-in.ts";

const { DIFF_NONE } = pb.DiffResponse.DiffChanges;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

let root: string;
let path: string;
let inputs: { path: string };
/** The password as it is found by reference; nobody listens at the server's port, so that it is taken as it is. */
let secret: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "pgstack-login-"));
  path = join(root, "stacks", "prod", "admin.pgpass");
  inputs = { path };
  secret = join(root, "password");
  writeFileSync(secret, "First:0\\Password\n");
  await plugIn.configure({
    ...{ host: "127.0.0.1", port: "1", database: "postgres", user: "boss" },
    ...{ credential: `file:${secret}`, tls: "disable" },
  });
});
afterEach(() => rmSync(root, { recursive: true }));

describe("LoginFile", () => {
  it("is written as libpq reads it, for its owner alone, with no password in the state", async () => {
    expect(await plugIn.create("LoginFile", inputs)).toEqual({ id: path, outputs: inputs });
    expect(readFileSync(path, "utf8")).toBe("127.0.0.1:1:*:boss:First\\:0\\\\Password\n");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(path))).toEqual(["admin.pgpass"]);
  });

  it("begins at the project where its path is relative, so that every checkout has the same input", async () => {
    const relative = { path: toProject(path) };
    expect(isAbsolute(relative.path)).toBe(false);
    expect(await plugIn.create("LoginFile", relative)).toEqual({ id: relative.path, outputs: relative });
    expect(readFileSync(path, "utf8")).toContain("boss");
    writeFileSync(secret, "Next0Password\n");
    await plugIn.read("LoginFile", relative.path, relative, relative);
    expect(readFileSync(path, "utf8")).toContain("Next0Password");
    await plugIn.delete("LoginFile", relative.path, relative);
    expect(existsSync(path)).toBe(false);
  });

  it("is not written by a preview", async () => {
    expect(await plugIn.create("LoginFile", inputs, true)).toEqual({ id: "", outputs: inputs });
    expect(existsSync(path)).toBe(false);
  });

  it("has the next password as soon as it is looked at, which is no change", async () => {
    await plugIn.create("LoginFile", inputs);
    writeFileSync(secret, "Next0Password\n");
    expect(await plugIn.read("LoginFile", path, inputs, inputs)).toEqual({
      id: path,
      inputs,
      outputs: inputs,
    });
    expect(readFileSync(path, "utf8")).toBe("127.0.0.1:1:*:boss:Next0Password\n");
    expect(await plugIn.diff("LoginFile", { inputs, outputs: inputs }, inputs)).toMatchObject({
      changes: DIFF_NONE,
    });
  });

  it("is there again on another machine once it is looked at", async () => {
    await plugIn.read("LoginFile", path, inputs, inputs);
    expect(readFileSync(path, "utf8")).toContain("boss");
  });

  it("stays as it is where the password cannot be had: whether that matters shows when something connects", async () => {
    await plugIn.create("LoginFile", inputs);
    const before = readFileSync(path, "utf8");
    rmSync(secret);
    expect(await plugIn.read("LoginFile", path, inputs, inputs)).toEqual({
      id: path,
      inputs,
      outputs: inputs,
    });
    expect(readFileSync(path, "utf8")).toBe(before);
    await expect(plugIn.update("LoginFile", path, inputs, inputs)).rejects.toMatchObject({
      details: expect.stringContaining(`the password file ${secret} cannot be read`),
    });
  });

  it("is looked at before every update, moved by making another one, and removed when it is deleted", async () => {
    await plugIn.create("LoginFile", inputs);
    const moved = await plugIn.diff("LoginFile", { inputs, outputs: inputs }, { path: `${path}.new` });
    expect(moved.replacesList).toEqual(["path"]);
    await plugIn.delete("LoginFile", path, inputs);
    await plugIn.delete("LoginFile", path, inputs);
    expect(existsSync(path)).toBe(false);
  });
});
