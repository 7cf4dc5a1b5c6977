import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Reasons for which a test may be left out on CI: what no registry has. */
const allowedOnCi = [
  /^needs a Pulumi CLI with the Node language host/,
  /^needs pulumi-language-\w+ on PATH$/,
  /^needs the plug-in /,
];

/**
 * Names each test that was left out with its reason, and ends with one line: `N passed, N failed, N skipped`. On CI a test
 * left out without a reason CI cannot help is a failure.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const skipped = tests.filter((test) => test.result().state === "skipped");
    for (const test of skipped) console.log(`skipped: ${test.fullName}: ${reason(test)}`);
    const avoidable = process.env.CI
      ? skipped.filter((test) => !allowedOnCi.some((why) => why.test(reason(test))))
      : [];
    for (const test of avoidable)
      console.log(`failed: ${test.fullName} was skipped, and CI could have run it`);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const failed = tests.filter((test) => test.result().state === "failed").length + broken + errors.length;
    if (avoidable.length > 0) process.exitCode = 1;
    // Last of all that is printed, after the default reporter's summary.
    process.once("exit", () => {
      console.log(
        `${passed} passed, ${failed + avoidable.length} failed, ${skipped.length - avoidable.length} skipped`,
      );
    });
  }
}

function reason(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" && result.note) || "no reason given";
}
