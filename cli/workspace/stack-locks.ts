import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { stateFolder } from "./local-folders.ts";

/** A run of Pulumi's that has the stack, by its file back end's lock. */
export interface StackLock {
  readonly file: string;
  readonly pid: number;
  readonly hostname: string;
  readonly username: string;
  readonly since: Date;
}

/** Locks on a stack in the local state. */
export function stackLocks(stack: string, root?: string): StackLock[] {
  const folder = join(stateFolder(root), ".pulumi", "locks", "organization", "pgstack", stack);
  return list(folder).map((name) => {
    const file = join(folder, name);
    const { pid, hostname, username, timestamp } = JSON.parse(readFileSync(file, "utf8"));
    return { file, pid, hostname, username, since: new Date(timestamp) };
  });
}

/** Removes locks whose process has ended without removing them itself, as after `kill -9`. */
export function removeStaleLocks(stack: string, root?: string): StackLock[] {
  const stale = stackLocks(stack, root).filter((lock) => lock.hostname === hostname() && !isAlive(lock));
  for (const { file } of stale) rmSync(file, { force: true });
  return stale;
}

/** Whether the process that took the lock still runs, and not another that was given its number since. */
function isAlive({ pid, since }: StackLock): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    return statSync(`/proc/${pid}`).ctimeMs <= since.getTime() + 1000;
  } catch {
    // No /proc: the number alone has to do.
    return true;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
