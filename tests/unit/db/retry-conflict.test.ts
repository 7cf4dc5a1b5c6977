import { describe, expect, it } from "vitest";
import { isConflict, retryConflict } from "../../../db/retry-conflict.ts";

const failure = (code: string, message = "", more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });

describe("isConflict", () => {
  it.each([
    ["two that change one row of the catalog", failure("XX000", "tuple concurrently updated"), true],
    ["one that deletes it", failure("XX000", "tuple concurrently deleted"), true],
    ["two that add the same one", failure("23505", "", { schema: "pg_catalog" }), true],
    ["a deadlock", failure("40P01"), true],
    ["a serialization failure", failure("40001"), true],
    ["a lock that was not to be had", failure("55P03"), true],
    ["another internal error", failure("XX000", "cache lookup failed"), false],
    ["a duplicate in a table", failure("23505", "", { schema: "commerce" }), false],
    ["a right that is missing", failure("42501"), false],
  ])("knows %s", (_what, error, conflict) => {
    expect(isConflict(error)).toBe(conflict);
  });
});

describe("retryConflict", () => {
  it("runs the work again until it succeeds", async () => {
    let runs = 0;
    const work = async () => {
      runs++;
      if (runs < 3) throw failure("XX000", "tuple concurrently updated");
      return runs;
    };
    expect(await retryConflict(work)).toBe(3);
  });

  it("says in the end that a lock was not to be had", async () => {
    let runs = 0;
    const work = async () => {
      runs++;
      throw failure("55P03", "canceling statement due to lock timeout");
    };
    const locked = retryConflict(work, { attempts: 3 });
    await expect(locked).rejects.toThrow(
      "server: another session holds a lock on what has to change, and does not give it back",
    );
    expect(runs).toBe(3);
  });

  it("throws what is no conflict at once, and nothing is run after a cancel", async () => {
    let runs = 0;
    const denied = retryConflict(async () => {
      runs++;
      throw failure("42501", "permission denied");
    });
    await expect(denied).rejects.toThrow("permission denied");
    const signal = AbortSignal.abort();
    const cancelled = retryConflict(
      async () => {
        runs++;
        throw failure("40P01");
      },
      { signal },
    );
    await expect(cancelled).rejects.toThrow("aborted");
    expect(runs).toBe(2);
  });
});
