import { describe, expect, it } from "vitest";
import { Checkout } from "../stack/checkout.ts";

/** Moments to cut a run short at, in milliseconds after its start: from before the engine to after the last resource. */
const moments = Array.from({ length: 16 }, (_, step) => 250 + step * 600);

describe.each(["SIGINT", "SIGKILL"] as const)("an up cut short by %s", (signal) => {
  it.each(moments)("after %d ms is finished by the next one", async (moment) => {
    await using checkout = new Checkout();
    const run = checkout.start("up");
    const timer = setTimeout(() => process.kill(-run.pid, signal), moment);
    await run.ended;
    clearTimeout(timer);
    await checkout.mustRun("up");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    const [rows] = await checkout.query("SELECT count(*) > 0 AS filled FROM commerce.order_items");
    expect(rows).toEqual({ filled: "t" });
  });
});
