import { quietly } from "./quietly.ts";

const { DatabaseSync } = quietly(() => process.getBuiltinModule("node:sqlite"));

/** A lock that is held until it is released, or its process ends in whatever way. */
export interface FileLock {
  release(): void;
}

/** Keeps those that are held from the garbage collector, which would close them. */
const held = new Set<object>();

/**
 * Takes the lock on a file, which is made if there is none: an exclusive transaction of SQLite, for Node has no call of
 * its own for the locks of the operating system, and SQLite takes them on every platform.
 *
 * @param waitMs how long to wait for whoever has it, in milliseconds
 * @returns `undefined` when another process has it
 */
export function tryLock(path: string, waitMs: number): FileLock | undefined {
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (/database is locked/.test((error as Error).message)) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}
