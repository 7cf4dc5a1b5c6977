import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/** Where `python-tools.sh` puts its programs. */
const cache =
  process.env.PGSTACK_TEST_PYTHON ??
  (process.getuid?.() === 0 ? "/var/cache" : (process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache")));

/** The program's path, e.g. of `checkov`, `cfn-lint`, `moto_server` or `python`. */
export function pythonTool(name: string): string {
  return join(cache, "pgstack-test", "python", "bin", name);
}

/** Whether the program is there; for `beforeAll`, which cannot leave tests out. */
export function hasPythonTool(name: string): boolean {
  return existsSync(pythonTool(name));
}

/** Leaves a test out where the program is not there; for `beforeEach`. */
export function needsPythonTool(context: Pick<TestContext, "skip">, name: string): void {
  context.skip(!hasPythonTool(name), `needs ${name}, as tests/cloud/python-tools.sh installs it`);
}
