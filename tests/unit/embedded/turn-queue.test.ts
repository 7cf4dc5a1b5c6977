import { describe, expect, it } from "vitest";
import { TurnQueue } from "../../../embedded/gateway/turn-queue.ts";

describe("TurnQueue", () => {
  it("runs one at a time, in the order of asking, also after a failure", async () => {
    const queue = new TurnQueue();
    const order: string[] = [];
    let running = 0;
    const turn = (name: string, fails = false) =>
      queue.run(async () => {
        expect(++running).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(name);
        running--;
        if (fails) throw new Error(name);
      });
    const outcomes = Promise.allSettled([turn("a"), turn("b", true), turn("c")]);
    expect(queue.waiting).toBe(2);
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(order).toEqual(["a", "b", "c"]);
    expect(queue.free).toBe(true);
  });
});
