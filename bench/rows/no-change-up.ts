import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BenchRow, timesBaseline } from "../row.ts";

const execute = promisify(execFile);
const launcher = fileURLToPath(new URL("../../bin/pgstack.mjs", import.meta.url));
const emptyProgram = fileURLToPath(new URL("../baselines/empty-program.ts", import.meta.url));

const stackFile = fileURLToPath(new URL("../../Pulumi.bench.yaml", import.meta.url));

/** What everybody waits for most often: an `up` that finds nothing to do. */
export const noChangeUp: BenchRow = {
  name: "no-change up",
  project: "`pgstack up` of the whole stack, with nothing to do",
  baseline: "an empty Pulumi program, driven through the Automation API by the same CLI",
  limit: timesBaseline(1.5),
  pairs: 9,
  async open() {
    const folder = await mkdtemp(join(tmpdir(), "pgstack-bench-"));
    const stack = ["--stack", "bench"];
    copyFileSync(new URL("../../Pulumi.dev.yaml", import.meta.url), stackFile);
    const pgstack = (...args: string[]) => execute(process.execPath, [launcher, ...args, ...stack]);
    await pgstack("up");
    const { PATH } = JSON.parse((await pgstack("env", "--json")).stdout) as { PATH: string };
    const env = { ...process.env, PATH };
    return {
      runProject: async () => {
        await pgstack("up");
      },
      runBaseline: async () => {
        await execute(process.execPath, [emptyProgram, folder], { env });
      },
      async [Symbol.asyncDispose]() {
        await pgstack("destroy", "--yes");
        await rm(stackFile);
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};
