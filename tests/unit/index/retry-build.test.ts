import { describe, expect, it } from "vitest";
import { passing, retryBuild } from "../../../operations/index/retry-build.ts";

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

describe("passing", () => {
  it.each([
    ["57P01", "the connection was lost (57P01)"],
    ["57P02", "the connection was lost (57P02)"],
    ["57P03", "the connection was lost (57P03)"],
    ["08006", "the connection was lost (08006)"],
    ["ECONNRESET", "the connection was lost (ECONNRESET)"],
    ["55P03", "a lock was not to be had in time"],
    ["40P01", "another session and the build waited for each other"],
  ])("calls %s what may pass", (code, why) => {
    expect(passing(coded(code))).toBe(why);
  });

  it("knows a lost connection without a code by its words", () => {
    expect(passing(new Error("Connection terminated unexpectedly"))).toBe(
      "the connection was lost (Connection terminated unexpectedly)",
    );
  });

  it.each(["23505", "53100", "53200", "57014", "42703", "XX000"])("does not think %s passes", (code) => {
    expect(passing(coded(code))).toBeUndefined();
  });
});

describe("retryBuild", () => {
  const run = async (outcomes: readonly (Error | string)[], signal = new AbortController().signal) => {
    const notes: string[] = [];
    let tries = 0;
    const result = await retryBuild(
      async () => {
        const outcome = outcomes[tries++];
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      { signal, note: (message) => notes.push(message), firstPauseMs: 2 },
    ).catch((error: Error) => error);
    return { result, tries, notes };
  };

  it("tries again, and says why and which one it is", async () => {
    expect(await run([coded("57P01", "terminated"), coded("40P01"), "built"])).toEqual({
      result: "built",
      tries: 3,
      notes: [
        "the connection was lost (terminated); tried again in 1 s (2 of 5)",
        "another session and the build waited for each other; tried again in 1 s (3 of 5)",
      ],
    });
  });

  it("gives up after five", async () => {
    const lock = coded("55P03");
    const { result, tries, notes } = await run([lock, lock, lock, lock, lock, "never"]);
    expect([result, tries, notes.length]).toEqual([lock, 5, 4]);
  });

  it("does not try again what stays as it is", async () => {
    const double = coded("23505");
    expect(await run([double, "never"])).toEqual({ result: double, tries: 1, notes: [] });
  });

  it("does not try again once it is cancelled, not even in a pause", async () => {
    const stop = new AbortController();
    const cancelled = new Error("cancelled");
    const running = retryBuild(
      async () => {
        setImmediate(() => stop.abort(cancelled));
        throw coded("57P01");
      },
      { signal: stop.signal, note: () => undefined, firstPauseMs: 60_000 },
    );
    await expect(running).rejects.toThrow("The operation was aborted");
  });
});
