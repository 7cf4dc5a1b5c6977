import { readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processInfo } from "../../machine/process-info.ts";
import { stateFolder } from "./local-folders.ts";

/** A run of Pulumi's that has the stack, by its file back end's lock. */
export interface StackLock {
  readonly file: string;
  readonly pid: number;
  readonly hostname: string;
  readonly username: string;
  readonly since: Date;
  /** Whether that run is still at it; true for one on another machine, which cannot be told. */
  readonly held: boolean;
}

/** What a process may have started after its lock, in milliseconds, and still be the one that took it. */
const clockTolerance = 2_000;

/** Locks on a stack in the local state. */
export function stackLocks(stack: string, root?: string): StackLock[] {
  // The file back end's own layout (pulumi/pulumi pkg/backend/diy/lock.go).
  const folder = join(stateFolder(root), ".pulumi", "locks", "organization", "pgstack", stack);
  return list(folder).flatMap((name) => readLock(join(folder, name)) ?? []);
}

/** Removes locks whose process has ended without removing them itself, as after `kill -9`. */
export function removeStaleLocks(stack: string, root?: string): StackLock[] {
  const stale = stackLocks(stack, root).filter(({ held }) => !held);
  for (const { file } of stale) {
    rmSync(file, { force: true });
    // Beside each of its files the back end keeps one with attributes.
    rmSync(`${file}.attrs`, { force: true });
  }
  return stale;
}

/** `undefined` for a lock that was released a moment ago. */
function readLock(file: string): StackLock | undefined {
  try {
    const { timestamp, ...lock } = JSON.parse(readFileSync(file, "utf8"));
    const since = new Date(timestamp);
    const held = lock.hostname !== hostname() || isAlive(lock.pid, since);
    return { file, pid: lock.pid, hostname: lock.hostname, username: lock.username, since, held };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Whether the process that took the lock still runs, and not another that was given its number since. A clock that was
 * set in the meantime makes start times lie: a Pulumi of that number is taken for the holder in any case.
 */
function isAlive(pid: number, since: Date): boolean {
  const info = processInfo(pid);
  if (info === undefined || info === "unknown") return info !== undefined;
  return info.started <= since.getTime() + clockTolerance || info.program.includes("pulumi");
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
