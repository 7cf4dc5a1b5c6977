import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const index = { schema: "commerce", name: "a_idx", table: "a", keys: [{ column: "b" }] };

describe("preview", () => {
  beforeAll(async () => {
    await plugIn.configure({ host: "127.0.0.1", port: "1", credential: "file:x", serverIdentity: "1/1" });
  });

  it("leaves to the server what only it decides", async () => {
    expect(await plugIn.create("Index", index, true)).toEqual({
      id: "",
      outputs: {
        ...index,
        definition: unknown,
        listsAdvice: unknown,
        missingOn: unknown,
        valid: true,
        oid: unknown,
        server: unknown,
      },
    });
  });

  it("keeps the password of a role that changes otherwise", async () => {
    const role = {
      name: "r",
      login: true,
      comment: "",
      memberOf: [],
      connectionLimit: -1,
      passwordVersion: 1,
    };
    const olds = { ...role, password: "kept", excess: [], server: "1/1" };
    expect(await plugIn.update("Role", "r", olds, { ...role, comment: "c" }, true)).toMatchObject({
      password: "kept",
    });
    expect(await plugIn.update("Role", "r", olds, { ...role, passwordVersion: 2 }, true)).toMatchObject({
      password: unknown,
    });
  });
});
