import { describe, expect, it } from "vitest";
import { lockAttempts, retryPause } from "../../../operations/migrate/retry-pause.ts";

describe("retryPause", () => {
  it("doubles, and draws half of it by lot", () => {
    const attempts = Array.from({ length: lockAttempts - 1 }, (_, index) => index + 1);
    expect(attempts.map((attempt) => retryPause(attempt, 0))).toEqual([100, 200, 400, 800]);
    expect(attempts.map((attempt) => retryPause(attempt, 1))).toEqual([200, 400, 800, 1600]);
  });

  it("is not the same each time", () => {
    expect(new Set(Array.from({ length: 20 }, () => retryPause(1))).size).toBeGreaterThan(1);
  });
});
