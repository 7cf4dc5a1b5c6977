import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

const run = promisify(execFile);

/** Languages that an SDK is generated for and compiled in, with how one sees that it can be compiled here. */
const compilers: Readonly<Record<"nodejs" | "python" | "go", readonly string[]>> = {
  nodejs: ["node", "--version"],
  python: ["python3", "-c", "import pulumi, parver, semver"],
  go: ["go", "version"],
};

/** Leaves a test out where the SDK of a language can be generated or compiled by nothing on PATH; for `beforeEach`. */
export async function needsSdkTools(
  context: Pick<TestContext, "skip">,
  language: keyof typeof compilers,
): Promise<void> {
  const host = `pulumi-language-${language}`;
  context.skip(!isOnPath(host), `needs ${host} on PATH`);
  const [command = "", ...args] = compilers[language];
  const compiles = await run(command, args).then(
    () => true,
    () => false,
  );
  context.skip(!compiles, `needs what \`${[command, ...args].join(" ")}\` asks for`);
}

function isOnPath(command: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
