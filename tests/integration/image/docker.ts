import { execFile } from "node:child_process";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TestContext } from "vitest";
import { type FileLock, tryLock } from "../../../machine/file-lock.ts";

/** What a command of the Docker CLI said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The image under test. */
export const image = "pgstack-postgres:test";

/** On every container, volume and network of these tests. */
export const label = "pgstack.test=image";

const base = "debian:trixie-slim";

/** Runs the Docker CLI to its end, whatever it says. */
export function docker(...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile("docker", args, { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) || 1 : 0, stdout, stderr });
    });
  });
}

/** What the Docker CLI prints. @throws Error when it fails */
export async function mustDocker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await docker(...args);
  if (code !== 0) throw new Error(`docker ${args[0]} failed: ${stderr}`);
  return stdout.trim();
}

const hasDaemon = (await docker("info")).code === 0;

/** Leaves a test out where no daemon answers. */
export function needsDocker(context: TestContext): void {
  context.skip(!hasDaemon, "needs a Docker daemon");
}

/** Builds the image, once: later builds are answered by Docker's cache. For `beforeAll`, with its own time limit. */
export async function buildImage(): Promise<void> {
  if (!hasDaemon) return;
  if ((await docker("image", "inspect", base)).code !== 0 && (await docker("pull", base)).code !== 0)
    throw new Error(`The image ${base} is not on this machine and cannot be pulled: run .ci/docker.sh`);
  const lock = await buildLock();
  try {
    await mustDocker("build", "--quiet", "--tag", image, "images/postgres");
  } finally {
    lock.release();
  }
}

/** How long the first build may take, in milliseconds. */
export const buildTime = 600_000;

/** Test files run side by side, and two builds of the same at once do the work twice. */
async function buildLock(): Promise<FileLock> {
  for (;;) {
    const lock = tryLock(join(tmpdir(), `pgstack-image-${userInfo().uid}.lock`), 0);
    if (lock) return lock;
    await pause(200);
  }
}

/** Polls until a condition holds. @throws Error when it does not within a minute */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what}: not within a minute`);
    await pause(50);
  }
}
