import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

const hasLanguageHost = (process.env.PATH ?? "").split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, "pulumi-language-nodejs"), constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

/** Leaves a test of plain `pulumi` out where the CLI cannot run a program in Node; for `beforeEach`. */
export function needsLanguageHost(context: Pick<TestContext, "skip">): void {
  context.skip(!hasLanguageHost, "needs a Pulumi CLI with the Node language host");
}
