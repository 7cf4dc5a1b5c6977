import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { able, needsServer } from "../needs-server.ts";
import { oldPassword, serverGone } from "./failure-kinds.ts";
import { Load } from "./load.ts";
import { LoadedStack } from "./loaded-stack.ts";

const nothing = { primary: [], replica: [], missed: [] };

// tests/soak/docker-faults.test.ts has every fault by itself, and the figures.
describe("a stack in Docker under the load of twenty clients and more", () => {
  let stack: LoadedStack;
  beforeAll(async () => {
    if (!able("docker")) return;
    stack = new LoadedStack();
    await stack.up();
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  it("has every committed row when primary and PgBouncer were killed, and `up` serves all clients again", async () => {
    await using load = await stack.load();
    const had = await load.during(async () => {
      await stack.docker("kill", stack.name, `${stack.name}-pgbouncer`);
      const acknowledged = load.ledger.copy();
      // Before the primary is back: nothing was acknowledged that its replica had not written.
      expect(await load.asking("reader", (client) => load.ledger.missingFrom(client, acknowledged))).toEqual(
        [],
      );
      await stack.checkout.mustRun("up");
    });
    expect(had.reader.kinds).toEqual({});
    expect([had.pooled.failing, had.direct.failing]).toEqual([20, 3]);
    for (const kind of Load.kinds(had, "pooled", "direct", "visits", "visitsDirect"))
      expect(kind).toMatch(serverGone);
    expect(await load.lost()).toEqual(nothing);
  });

  it("lets commits wait while the replica is gone, and acknowledges each when `up` has brought it back", async () => {
    await using load = await stack.load();
    const had = await load.during(async () => {
      await stack.docker("kill", `${stack.name}-replica-1`);
      await stack.checkout.mustRun("up");
    });
    expect([had.pooled.kinds, had.direct.kinds, had.visits.kinds, had.visitsDirect.kinds]).toEqual([
      {},
      {},
      {},
      {},
    ]);
    expect(had.reader.failing).toBe(2);
    for (const kind of Load.kinds(had, "reader")) expect(kind).toMatch(serverGone);
    expect(await load.lost()).toEqual(nothing);
  });

  it("cuts no session when certificates and passwords are renewed", async () => {
    await using load = await stack.load();
    const had = await load.during(() => stack.checkout.mustRun("rotate", "certificates", "passwords"));
    expect(Load.kinds(had, "pooled", "direct", "reader")).toEqual([]);
    for (const kind of Load.kinds(had, "visits", "visitsDirect")) expect(kind).toMatch(oldPassword);
    expect(await load.lost()).toEqual(nothing);
    expect(await stack.proposed()).toBe("");
  });
});
