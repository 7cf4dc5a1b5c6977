import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { processesOf, until } from "./processes.ts";

describe("runs that meet or are cut short", () => {
  let checkout: Checkout;
  beforeEach(() => {
    checkout = new Checkout();
  });
  afterEach(() => checkout[Symbol.asyncDispose]());

  const complete = async () => {
    const { stderr } = await checkout.mustRun("up");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    return stderr;
  };

  it("lets one of two runs at once have the stack; the other says so, and nothing is harmed", async () => {
    const both = await Promise.all([checkout.pgstack("up"), checkout.pgstack("up")]);
    const won = both.filter(({ code }) => code === 0);
    expect(won.length).toBeGreaterThanOrEqual(1);
    for (const { stderr } of both.filter(({ code }) => code !== 0)) {
      expect(stderr).toContain("another run holds this stack's lock");
    }
    await complete();
  });

  it("goes on after Ctrl-C in the middle", async () => {
    const run = checkout.start("up");
    await until("the server is made", () => run.output().includes("+ server"));
    process.kill(-run.pid, "SIGINT");
    const { code, stderr } = await run.ended;
    expect(code).toBe(1);
    expect(stderr).toContain("up was interrupted");
    await complete();
  });

  it("goes on to the end when whoever reads its output goes away", async () => {
    const { code, stdout } = await checkout.run("sh", ["-c", "node bin/pgstack.mjs up 2>&1 | head -n 1"]);
    expect({ code, lines: stdout.split("\n").length }).toEqual({ code: 0, lines: 2 });
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
  });

  it("goes on after the command line and the engine were killed in the middle", async () => {
    const run = checkout.start("up");
    await until("the server is made", () => run.output().includes("+ server"));
    process.kill(-run.pid, "SIGKILL");
    await run.ended;
    await until("the engine is gone", () => processesOf(checkout.folder).every((pid) => pid !== run.pid));
    await complete();
    const state = JSON.parse(checkout.read(".pgstack/state/.pulumi/stacks/pgstack/dev.json"));
    expect(state.checkpoint.latest.pending_operations ?? []).toEqual([]);
  });

  it("is destroyed after it was killed while the server was made, and leaves nothing", async () => {
    const run = checkout.start("up");
    await until("the server is being made", () =>
      existsSync(checkout.path(".pgstack/stacks/dev/run/config.json")),
    );
    process.kill(-run.pid, "SIGKILL");
    await run.ended;
    await checkout.mustRun("destroy", "--yes");
    await until("everything has ended", () => processesOf(checkout.folder).length === 0);
    expect(existsSync(checkout.path(".pgstack/data/dev"))).toBe(false);
    expect(existsSync(checkout.path(".pgstack/stacks/dev"))).toBe(false);
  });

  it("gives the same stack for two runs in one process", async () => {
    const twice = await checkout.run(process.execPath, [checkout.path("tests/stack/up-twice.ts")]);
    expect({ code: twice.code, stderr: twice.stderr.match(/\d+ created|nothing changed/g) }).toEqual({
      code: 0,
      stderr: ["27 created", "nothing changed"],
    });
  });
});
