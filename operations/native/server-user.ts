import { execFileSync } from "node:child_process";
import { chownSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { type SystemUser, systemUser } from "../../machine/system-user.ts";
import { projectRoot } from "../../settings/paths.ts";

/**
 * The ordinary user that the server runs as when this process is root's, for PostgreSQL refuses root: the owner of the
 * data, else of the project, else `postgres`, else `nobody`.
 *
 * @returns `undefined` when this process is an ordinary user's: the server runs as that one
 * @throws UserError when root finds no ordinary user
 */
export function serverUser(dataFolder: string, projectFolder: string = projectRoot): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const candidate of [ownerOf(dataFolder), ownerOf(projectFolder), "postgres", "nobody"]) {
    const user = candidate === undefined ? undefined : systemUser(candidate);
    if (user !== undefined && user.uid !== 0) return user;
  }
  throw new UserError(
    "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as",
    {
      mend: "Run this as an ordinary user, or make a user postgres.",
    },
  );
}

/** What makes a child process that user's. */
export function runAs(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

/** Gives a file or folder to the server's user. */
export function giveTo(user: SystemUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** The first folder on the way to `folder`, itself included, that the user may not enter; `undefined` when there is none. */
export function unreachable(user: SystemUser | undefined, folder: string): string | undefined {
  const script = 'for folder; do test -x "$folder" || { printf %s "$folder"; exit; }; done';
  const found = execFileSync("/bin/sh", ["-c", script, "sh", ...foldersTo(folder)], {
    ...runAs(user),
    cwd: "/",
    encoding: "utf8",
  });
  return found === "" ? undefined : found;
}

function foldersTo(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [...foldersTo(above), folder];
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid || undefined;
}
