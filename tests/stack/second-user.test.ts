import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

describe("two checkouts of the same project", () => {
  const checkouts: Checkout[] = [];
  beforeAll(async () => {
    for (let each = 0; each < 2; each++) {
      const checkout = new Checkout();
      checkouts.push(checkout);
      await checkout.mustRun("up");
    }
  });
  afterAll(() => Promise.all(checkouts.map((checkout) => checkout[Symbol.asyncDispose]())));

  it("have stacks, ports and passphrases of their own, and stay clean", async () => {
    const [first, second] = checkouts;
    const ports = await Promise.all(
      checkouts.map(
        async (checkout) => JSON.parse((await checkout.mustRun("outputs", "--json")).stdout).port,
      ),
    );
    expect(ports[0]).not.toBe(ports[1]);
    expect(first?.read(".pgstack/passphrase")).not.toBe(second?.read(".pgstack/passphrase"));
    expect(checkouts.map((checkout) => checkout.gitStatus())).toEqual(["", ""]);
  });

  it("do not touch each other", async () => {
    const [first, second] = checkouts;
    await first?.mustRun("destroy", "--yes");
    expect(await second?.query("SELECT count(*) > 0 AS alive FROM commerce.orders")).toEqual([
      { alive: "t" },
    ]);
  });
});
