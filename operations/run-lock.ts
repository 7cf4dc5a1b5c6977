import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runFile } from "../embedded/run-folder/run-files.ts";
import { UserError } from "../errors/user-error.ts";
import { type FileLock, tryLock } from "../machine/file-lock.ts";

/** How long to wait for another start, stop or removal, in milliseconds. */
const patience = 90_000;

/**
 * Runs `work` while nobody else starts, stops or removes the server of this run folder, which is made if there is none.
 *
 * @throws UserError when the folder cannot be made, or another start takes too long
 */
export async function withRunLock<T>(runFolder: string, work: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + patience; ; ) {
    const lock = takeLock(runFolder);
    if (lock !== undefined) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > deadline) {
      throw new UserError("another start or stop of this server does not come to an end", {
        where: runFolder,
        mend: "Look for another `pgstack` or `pulumi` that is running, and end it.",
      });
    }
    await sleep(25);
  }
}

function takeLock(runFolder: string): FileLock | undefined {
  const path = join(runFolder, runFile.lock);
  try {
    mkdirSync(runFolder, { recursive: true, mode: 0o700 });
    writeFileSync(path, "", { flag: "a", mode: 0o600 });
  } catch (error) {
    // Another one removes the folder at this moment.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(`the folder ${runFolder} cannot be used: ${(error as Error).message}`, {
      where: runFolder,
      mend: "Make sure that you may write there.",
      cause: error,
    });
  }
  const before = statSync(path, { throwIfNoEntry: false })?.ino;
  const lock = before === undefined ? undefined : tryLock(path, 0);
  if (lock === undefined || statSync(path, { throwIfNoEntry: false })?.ino === before) return lock;
  // The folder was removed while we waited: what is locked is not the file that is there.
  lock.release();
  return undefined;
}
