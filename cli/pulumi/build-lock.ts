import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { OnStep } from "./pulumi-cli.ts";

/**
 * Runs `work` while no other process does; waits for one that is at it. The lock is the operating system's, held through
 * an SQLite file: it goes with the process, however that ends.
 */
export async function withBuildLock<T>(file: string, onStep: OnStep, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    while (!tryLock(lock)) {
      onStep("another run is building the Pulumi CLI: waiting for it");
      await sleep(500);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === sqliteBusy) return false;
    throw error;
  }
}

/** SQLITE_BUSY: another process has it (https://sqlite.org/rescode.html#busy). */
const sqliteBusy = 5;
