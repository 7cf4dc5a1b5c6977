import { existsSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { giveTo, unreachable } from "./server-user.ts";

/**
 * Makes the folder above the data, with those above it, for the server's user.
 *
 * @returns the folders made, the innermost first
 * @throws UserError when it cannot be made, or the server's user cannot reach it
 */
export function makeParent(dataFolder: string, user: SystemUser | undefined): string[] {
  const missing = missingFolders(dirname(dataFolder));
  const nearest = dirname(missing.at(-1) ?? dataFolder);
  if (!statSync(nearest).isDirectory()) throw unusable(dataFolder, "a folder above it is a file");
  const shut = user === undefined ? undefined : unreachable(user, nearest);
  if (shut !== undefined) {
    throw new UserError(
      `the server runs as user ${user?.name}, because PostgreSQL does not run as root, and that user may not enter ${shut}`,
      {
        where: "pgstack:dataFolder",
        mend: `Set it to a folder that user ${user?.name} can reach, such as /var/lib/pgstack.`,
      },
    );
  }
  try {
    for (const folder of missing.toReversed()) {
      mkdirSync(folder, { mode: 0o700 });
      giveTo(user, folder);
    }
  } catch (error) {
    throw unusable(dataFolder, reason(error), error);
  }
  return missing;
}

/** Takes folders away again, unless there is something in them by now. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? ""))
        throw error;
    }
  }
}

function unusable(dataFolder: string, why: string, cause?: unknown): UserError {
  return new UserError(`the data folder ${dataFolder} cannot be used: ${why}`, {
    where: "pgstack:dataFolder",
    mend: "Make it an empty folder that you may write to, or set pgstack:dataFolder to another folder.",
    cause,
  });
}

function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [folder, ...missingFolders(dirname(folder))];
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOTDIR") return "a folder above it is a file";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "it may not be written";
  return message;
}
