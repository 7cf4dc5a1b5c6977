import type { TestContext } from "vitest";
import { docker, mustDocker } from "../image/docker.ts";

/** PostgreSQL 15, of Debian bookworm, from the same Dockerfile. */
export const oldImage = "pgstack-postgres:test-15";
const base = "debian:bookworm-slim";

const hasBase = (await docker("image", "inspect", base)).code === 0;

/** Leaves a test out where there is no Debian that has an older PostgreSQL; `.ci/docker.sh` makes one. */
export function needsOldPostgres(context: TestContext): void {
  context.skip(!hasBase, `needs the image ${base}: .ci/docker.sh makes it`);
}

/** Builds it, once: later builds are answered by Docker's cache. For `beforeAll`, with its own time limit. */
export async function buildOldImage(): Promise<void> {
  if (!hasBase) return;
  const args = ["--build-arg", `BASE=${base}`, "--build-arg", "PG_MAJOR=15"];
  await mustDocker("build", "--quiet", "--tag", oldImage, ...args, "images/postgres");
}
