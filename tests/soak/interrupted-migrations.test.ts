import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { interruptedRuns, interruptions } from "../integration/migrate/interruption.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";

/** Drawn anew by another one; a failure names its moment. */
const seed = Number(process.env.PGSTACK_SOAK_SEED ?? 6);

describe("migrations that are cut short at thirty moments", () => {
  let runs: Awaited<ReturnType<typeof interruptedRuns>>;
  const reached = new Map<number, number>();
  beforeAll(async () => {
    if (hasPostgres) runs = await interruptedRuns();
  });
  beforeEach(needsPostgres);
  afterAll(() => runs?.stop());

  it.each(interruptions(30, seed))("resume: $victim killed at $moment", async (each) => {
    const applied = await runs.interrupt(each);
    reached.set(applied, (reached.get(applied) ?? 0) + 1);
  });

  it("were cut short at many places", () => {
    expect(reached.size).toBeGreaterThanOrEqual(4);
  });
});
