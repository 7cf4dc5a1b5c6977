import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { tryLock } from "../../machine/file-lock.ts";
import { localFolder } from "../../settings/paths.ts";

/** What a run is told that finds another one at the same stack, whichever lock it met. */
export function stackIsHeld(cause?: unknown): UserError {
  return new UserError("another run holds this stack's lock", {
    mend: "Wait until it has ended, then run this again. `npx pgstack doctor` says who holds it.",
    cause,
  });
}

/** Of two runs that take the lock in the same moment each may refuse the other: long enough, in milliseconds, to ask again. */
const collision = 250;

/**
 * Takes the stack for one run of ours; it goes with the process, however that ends. Pulumi's own lock is taken later,
 * and two runs that take it at the same moment trip over each other's half-written files.
 *
 * @throws UserError when another run has it
 */
export async function withRunLock<T>(stack: string, work: () => Promise<T>, root?: string): Promise<T> {
  // Not in the stack's folder, which is removed while the lock is held.
  const folder = join(localFolder(root), "locks");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = tryLock(join(folder, `${stack}.lock`), collision);
  if (lock === undefined) throw stackIsHeld();
  try {
    return await work();
  } finally {
    lock.release();
  }
}
