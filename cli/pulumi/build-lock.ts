import { setTimeout as sleep } from "node:timers/promises";
import { tryLock } from "../../machine/file-lock.ts";
import type { OnStep } from "./pulumi-cli.ts";

/** How often it is looked whether the other run is done, in milliseconds. */
const pollMs = 500;

/** Runs `work` while no other process does; waits for one that is at it. */
export async function withBuildLock<T>(file: string, onStep: OnStep, work: () => Promise<T>): Promise<T> {
  let lock = tryLock(file, 0);
  while (lock === undefined) {
    onStep("another run is building the Pulumi CLI: waiting for it");
    await sleep(pollMs);
    lock = tryLock(file, 0);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
