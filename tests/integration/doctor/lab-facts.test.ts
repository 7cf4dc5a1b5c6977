import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { findDaemon, isDaemon } from "../../../machine/docker/daemon.ts";
import { dockerBytes, dockerFacts } from "../../../operations/doctor/lab/docker-facts.ts";
import { nativeFacts } from "../../../operations/doctor/lab/native-facts.ts";

const daemon = await findDaemon();
const image = "debian:trixie-slim";
const name = `pgstack-facts-${randomBytes(4).toString("hex")}`;

it("counts the instances of a stack in Docker, what their volumes hold, and how far the log reaches back", async ({
  skip,
  onTestFinished,
}) => {
  if (!isDaemon(daemon)) return skip("needs a Docker daemon");
  const docker = (...args: string[]) =>
    execFileSync("docker", ["--host", daemon.host, ...args], { encoding: "utf8" });
  const names = [name, `${name}-replica-1`, `${name}-pgbouncer`, `${name}-replica-old`];
  onTestFinished(() => {
    docker("rm", "--force", ...names);
    docker("volume", "rm", "--force", ...names);
  });
  const began = Date.now();
  const written = "echo first; echo second; head -c 3000000 /dev/zero > /data/file; touch /done; sleep 600";
  for (const each of names) {
    const labels = ["--label", `pgstack.stack=${name}`, "--volume", `${each}:/data`];
    docker("run", "--detach", "--name", each, ...labels, image, "sh", "-c", written);
  }
  for (const each of names)
    await expect.poll(() => docker("exec", each, "sh", "-c", "ls /done || true").trim()).toBe("/done");

  const facts = await dockerFacts({ stack: name, host: daemon.host, name });
  expect(facts.instances).toBe(2);
  // Two volumes of 3 MB, as Docker rounds them; PgBouncer has none of its own that counts.
  expect(facts.storageUsed).toBeGreaterThanOrEqual(6_000_000);
  expect(facts.storageUsed).toBeLessThan(7_000_000);
  expect(facts.oldestLog?.getTime()).toBeGreaterThan(began - 1000);
  expect(facts.oldestLog?.getTime()).toBeLessThanOrEqual(Date.now());
});

it("knows nothing of a stack whose containers are gone", async ({ skip }) => {
  if (!isDaemon(daemon)) return skip("needs a Docker daemon");
  const facts = await dockerFacts({ stack: name, host: daemon.host, name: `${name}-none` });
  expect(facts).toEqual({ instances: 0, storageUsed: undefined, oldestLog: undefined });
});

it("reads Docker's sizes, which count in thousands", () => {
  expect(["0B", "70.3MB", "1.5GB", "12kB", "N/A"].map(dockerBytes)).toEqual([
    0,
    70.3e6,
    1.5e9,
    12e3,
    undefined,
  ]);
});

it("finds nothing of a native stack that was never brought up", () => {
  const facts = nativeFacts({ stack: "never-brought-up", dataFolder: ".pgstack/data" });
  expect(facts).toEqual({ instances: 0, storageUsed: 0, oldestLog: undefined });
});
