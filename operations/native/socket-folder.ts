import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { giveTo } from "./server-user.ts";

/** Length of a socket's path, in bytes, on the narrower of the two systems: 108 on Linux and 104 on macOS, with a zero. */
const longestPath = 103;
/** Of every port. */
const fileName = ".s.PGSQL.65535";

/**
 * The folder of a server's socket: in its run folder; in a short one below /tmp where that path is too long for a socket,
 * or this process is root's and the server another user's, who may not enter the run folder.
 */
export function socketFolderOf(runFolder: string, uid: number | undefined = process.getuid?.()): string {
  const own = join(runFolder, "socket");
  if (uid !== 0 && Buffer.byteLength(join(own, fileName)) <= longestPath) return own;
  return `/tmp/pgstack-${createHash("sha256").update(runFolder).digest("hex").slice(0, 16)}`;
}

/**
 * Makes it for the server's user alone.
 * @throws UserError when somebody else has a folder of that name: whoever owns it could stand in for the server
 */
export function makeSocketFolder(folder: string, user: SystemUser | undefined): void {
  const uid = user?.uid ?? process.getuid?.();
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    giveTo(user, folder);
    return;
  }
  // Root's own is one that was being made.
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.())) {
    throw new UserError(`the folder of the server's socket is somebody else's`, {
      where: folder,
      mend: "Remove it, or ask its owner to.",
    });
  }
  giveTo(user, folder);
  chmodSync(folder, 0o700);
}

/** Whether the superuser can be reached there. */
export function hasSocket(folder: string, port: number): boolean {
  return lstatSync(join(folder, `.s.PGSQL.${port}`), { throwIfNoEntry: false })?.isSocket() ?? false;
}

export function removeSocketFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
