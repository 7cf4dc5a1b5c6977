import { defineConfig } from "vitest/config";

/** Levels of tests (docs/testing.md). Those that start servers take minutes where others take milliseconds. */
const levels = {
  unit: 10_000,
  component: 20_000,
  policy: 20_000,
  provider: 60_000,
  integration: 120_000,
  cloud: 120_000,
  stack: 600_000,
};

export default defineConfig({
  test: {
    reporters: ["default", "./tests/reporter.ts"],
    // Two servers side by side are what a small machine bears.
    maxWorkers: 2,
    projects: Object.entries(levels).map(([name, timeout]) => ({
      test: {
        name,
        include: [`tests/${name}/**/*.test.ts`],
        testTimeout: timeout,
        hookTimeout: timeout,
        pool: "forks",
        // Stacks share the machine's ports and the checkout: one after the other.
        fileParallelism: name !== "stack",
      },
    })),
  },
});
