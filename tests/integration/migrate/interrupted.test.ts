import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { interruptedRuns, interruptions } from "./interruption.ts";

/** Thirty of them run in tests/soak/interrupted-migrations.test.ts. */
describe("migrations that are cut short", () => {
  let runs: Awaited<ReturnType<typeof interruptedRuns>>;
  beforeAll(async () => {
    if (hasPostgres) runs = await interruptedRuns();
  });
  beforeEach(needsPostgres);
  afterAll(() => runs?.stop());

  it.each(interruptions(3, 1))(
    "resume, and nothing happens twice: $victim killed at $moment",
    async (each) => {
      expect(await runs.interrupt(each)).toBeLessThanOrEqual(7);
    },
  );
});
