import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { projectRoot } from "../../settings/paths.ts";

/**
 * Builds actionlint as `tools/actionlint/go.mod` pins it; seconds at the first time, then as long as Go needs to find that it
 * has it. Leaves the test out where there is no Go.
 *
 * @returns the program's path
 */
export function needsActionlint(context: Pick<TestContext, "skip">): string {
  const hasGo = spawnSync("go", ["version"]).status === 0;
  context.skip(!hasGo, "needs Go, which builds actionlint");
  const program = join(mkdtempSync(join(tmpdir(), "pgstack-actionlint-")), "actionlint");
  const { status, stderr } = spawnSync(
    "go",
    ["build", "-o", program, "github.com/rhysd/actionlint/cmd/actionlint"],
    {
      cwd: join(projectRoot, "tools", "actionlint"),
      env: { ...process.env, GOWORK: "off" },
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`actionlint could not be built:\n${stderr}`);
  return program;
}
