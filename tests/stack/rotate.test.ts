import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { until } from "./processes.ts";

describe("rotate", () => {
  let checkout: Checkout;
  const rotations = ".pgstack/stacks/dev/rotations.json";
  const passwordOf = async (role: string) => {
    const { urls } = JSON.parse((await checkout.mustRun("outputs", "--json", "--show-secrets")).stdout);
    return new URL(urls[role]).password;
  };

  beforeAll(() => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "embedded", demoData: "false" });
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("refuses a stack that was never brought up, and a subject that is none", async () => {
    const { code, stderr } = await checkout.pgstack("rotate", "passwords");
    expect([code, stderr.split("\n")[0]]).toEqual([
      1,
      "error: stack dev: there is no such stack: it was never brought up, or was destroyed since",
    ]);
    expect(await checkout.pgstack("rotate", "keys")).toMatchObject({ code: 2, stdout: "" });
    expect(await checkout.pgstack("rotate")).toMatchObject({ code: 2, stdout: "" });
    expect(existsSync(checkout.path(rotations))).toBe(false);
  });

  it("gives every role that logs in a new password, and leaves nothing for an up to do", async () => {
    await checkout.mustRun("up");
    const before = await passwordOf("mcp_app");
    const { stdout } = await checkout.mustRun("rotate", "passwords", "--json");
    expect(Object.keys(JSON.parse(stdout))).toEqual(["changes"]);
    expect(checkout.read(rotations)).toBe('{"certificates":1,"passwords":2}\n');
    expect(await passwordOf("mcp_app")).not.toBe(before);
    expect(await checkout.query("SELECT 1 AS one")).toEqual([{ one: "1" }]);
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("is finished by an up when it was killed after it was counted", async () => {
    const before = await passwordOf("mcp_app");
    const killed = checkout.start("rotate", "passwords");
    await until("the rotation is counted", () => checkout.read(rotations).includes('"passwords":3'));
    process.kill(-killed.pid, "SIGKILL");
    await killed.ended;
    await checkout.mustRun("up");
    expect(await passwordOf("mcp_app")).not.toBe(before);
    expect(checkout.read(rotations)).toBe('{"certificates":1,"passwords":3}\n');
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("has no certificates on an embedded server", async () => {
    expect(await checkout.pgstack("rotate", "certificates", "passwords")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: stack dev: the embedded server has no certificates\n" +
        "  It does not encrypt: only programs of this machine reach it. Rotate passwords alone.\n",
    });
    expect(checkout.read(rotations)).toBe('{"certificates":1,"passwords":3}\n');
  });
});
