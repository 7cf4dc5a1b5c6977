import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BuildQueue } from "../../../operations/index/build-queue.ts";

/** Builds that end when they are told to. */
function builds(atOnce: number) {
  const queue = new BuildQueue(atOnce);
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (table: string, index: string, options: Parameters<BuildQueue["turn"]>[1] = {}) =>
    queue.turn({ table, index }, options, async () => {
      running.push(index);
      await new Promise<void>((resolve) => ends.set(index, resolve));
      running.splice(running.indexOf(index), 1);
      return index;
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (index: string) => {
    ends.get(index)?.();
    await settle();
  };
  return { start, running, end, settle };
}

describe("BuildQueue", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("builds one index of a table at a time, in the order they came", async () => {
    const { start, running, end, settle } = builds(4);
    const done = [start("a", "a1"), start("a", "a2"), start("a", "a3")];
    await settle();
    expect(running).toEqual(["a1"]);
    await end("a1");
    expect(running).toEqual(["a2"]);
    await end("a2");
    await end("a3");
    expect(await Promise.all(done)).toEqual(["a1", "a2", "a3"]);
  });

  it("builds on so many tables at once, and lets those for other tables go first", async () => {
    const { start, running, end, settle } = builds(2);
    for (const [table, index] of [
      ["a", "a1"],
      ["a", "a2"],
      ["b", "b1"],
      ["c", "c1"],
    ] as const)
      void start(table, index);
    await settle();
    expect(running).toEqual(["a1", "b1"]);
    await end("b1");
    // a2 came first, and its table is busy.
    expect(running).toEqual(["a1", "c1"]);
    await end("a1");
    expect(running).toEqual(["c1", "a2"]);
  });

  it("says once after whom a build comes, and nothing when its turn comes soon", async () => {
    const { start, end, settle } = builds(2);
    const waited: Record<string, readonly string[][]> = { a1: [], a2: [], b1: [], c1: [] };
    const on = (index: string) => ({
      onWait: (ahead: readonly string[]) => (waited[index] as string[][]).push([...ahead]),
    });
    for (const [table, index] of [
      ["a", "a1"],
      ["a", "a2"],
      ["b", "b1"],
      ["c", "c1"],
    ] as const)
      void start(table, index, on(index));
    vi.advanceTimersByTime(999);
    expect(Object.values(waited).flat()).toEqual([]);
    vi.advanceTimersByTime(1);
    await settle();
    await end("a1");
    vi.advanceTimersByTime(5_000);
    expect(waited).toEqual({ a1: [], a2: [["a1"]], b1: [], c1: [["a1", "b1"]] });
  });

  it("goes on after a build that failed", async () => {
    const queue = new BuildQueue(1);
    const failed = queue.turn({ table: "a", index: "a1" }, {}, () => Promise.reject(new Error("no room")));
    const next = queue.turn({ table: "a", index: "a2" }, {}, async () => "built");
    await expect(failed).rejects.toThrow("no room");
    expect(await next).toBe("built");
  });

  it("lets go of who is cancelled while waiting, and builds nothing after that", async () => {
    const { start, running, end, settle } = builds(1);
    const stop = new AbortController();
    void start("a", "a1");
    const waiting = start("b", "b1", { signal: stop.signal });
    const last = start("c", "c1");
    stop.abort(new Error("cancelled"));
    await expect(waiting).rejects.toThrow("cancelled");
    await expect(start("d", "d1", { signal: stop.signal })).rejects.toThrow("cancelled");
    await end("a1");
    await settle();
    expect(running).toEqual(["c1"]);
    await end("c1");
    expect(await last).toBe("c1");
  });
});
