import { describe, expect, it } from "vitest";
import { lockTries } from "../../../operations/migrate/lock-tries.ts";
import { scriptMode } from "../../../operations/migrate/script-mode.ts";

describe("scriptMode", () => {
  it.each([
    ["SELECT 1", { mode: "transaction" }],
    ["", { mode: "transaction" }],
    ["-- a comment\n-- batches\nSELECT 1", { mode: "transaction" }],
    ["-- batches of rows\nSELECT 1", { mode: "transaction" }],
    ["-- no-transaction\nVACUUM a", { mode: "no-transaction" }],
    ["--no-transaction  \nVACUUM a", { mode: "no-transaction" }],
    ["-- no-transaction", { mode: "no-transaction" }],
    ["-- short-locks\nDROP TABLE a", { mode: "short-locks" }],
    ["-- batches\nSELECT 1", { mode: "batches", share: 0.5 }],
    ["-- batches share=0.2\nSELECT 1", { mode: "batches", share: 0.2 }],
    ["-- batches share=1\nSELECT 1", { mode: "batches", share: 1 }],
    ["-- batches share=0\nSELECT 1", { mode: "batches", share: 0.01 }],
    ["-- batches share=1.5\nSELECT 1", { mode: "batches", share: 1 }],
  ])("%j", (sql, mode) => {
    expect(scriptMode(sql)).toEqual(mode);
  });
});

describe("lockTries", () => {
  it("gives an ordinary script five tries as long as the run's setting", () => {
    const { timeoutMs, pauseBefore } = lockTries("DROP TABLE a", 5_000);
    expect(timeoutMs).toBe(5_000);
    const tried = [1, 2, 3, 4, 5].map((attempt) => pauseBefore(attempt, 0) !== undefined);
    expect(tried).toEqual([true, true, true, true, false]);
  });

  it("gives a script with short locks tries of 100 ms for ten minutes, nine tenths of the time without one", () => {
    const { timeoutMs, pauseBefore } = lockTries("-- short-locks\nDROP TABLE a", 5_000);
    expect(timeoutMs).toBe(100);
    expect(pauseBefore(1, 0)).toBe(900);
    expect(pauseBefore(500, 599_999)).toBe(900);
    expect(pauseBefore(600, 600_000)).toBeUndefined();
    expect(lockTries("-- short-locks\nDROP TABLE a", 50).timeoutMs).toBe(50);
  });
});
