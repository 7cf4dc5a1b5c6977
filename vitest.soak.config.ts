import { defineConfig } from "vitest/config";

/** The long proofs of faults: minutes to hours, on a machine that has nothing else to do. `npm test` holds small ones. */
export default defineConfig({
  test: {
    reporters: ["default", "./tests/reporter.ts"],
    include: ["tests/soak/**/*.test.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    pool: "forks",
    fileParallelism: false,
  },
});
