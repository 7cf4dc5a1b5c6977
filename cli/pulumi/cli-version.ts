import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { userCache } from "../workspace/user-cache.ts";
import { writeWhole } from "../workspace/write-whole.ts";

/**
 * The version a CLI tells of itself, or `undefined` when it does not run. Asked once: starting the CLI takes a fifth of a
 * second, and this stands before every command. A file that was replaced has another size or time.
 */
export async function cliVersion(path: string): Promise<string | undefined> {
  const { size, mtimeMs } = statSync(path);
  const key = createHash("sha256").update(`${path}\0${size}\0${mtimeMs}`).digest("hex").slice(0, 24);
  const folder = join(userCache(), "pulumi-versions");
  const file = join(folder, key);
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Not asked before.
  }
  const version = await ask(path);
  if (version === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  writeWhole(file, version);
  return version;
}

async function ask(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ["version"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 30_000,
    });
    return /^v?(?<version>\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.groups?.version;
  } catch {
    return undefined;
  }
}
