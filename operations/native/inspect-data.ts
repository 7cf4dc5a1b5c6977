import { chmodSync, lchownSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { readMarker } from "../../embedded/cluster/data-folder.ts";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { type DataMarker, readDataMarker } from "./data-marker.ts";
import { majorOf } from "./programs.ts";

/** What the data has to be for. */
export interface DataOf {
  /** Whether it is a standby's: a clone. */
  readonly clone: boolean;
  /** Version of the programs, e.g. `17.6`. */
  readonly version: string;
}

const elsewhere = "set pgstack:dataFolder to another folder.";
const where = "pgstack:dataFolder";

/** The major version of the data in a folder, e.g. 17; `undefined` when there is none that pgstack made. */
export function dataMajorVersion(dataFolder: string): number | undefined {
  try {
    if (readDataMarker(dataFolder) === undefined) return undefined;
    const version = Number.parseInt(readFileSync(join(dataFolder, "PG_VERSION"), "utf8"), 10);
    return Number.isNaN(version) ? undefined : version;
  } catch {
    return undefined;
  }
}

/**
 * Whether a folder holds data to start a server on; `false` when data is to be made.
 *
 * @throws UserError when it holds something else, or data that these programs or this user cannot use
 */
export function hasData(dataFolder: string, wanted: DataOf): boolean {
  const stats = statsOf(dataFolder);
  if (stats === undefined) return false;
  if (!stats.isDirectory()) throw unusable(dataFolder, "it is a file");
  const names = list(dataFolder, stats);
  if (names.length === 0) return false;
  const marker = readDataMarker(dataFolder);
  if (marker === undefined) {
    throw new UserError(`${dataFolder} ${foreign(dataFolder, names)}`, {
      where,
      mend: `Make it an empty folder that you may write to, or ${elsewhere}`,
    });
  }
  if (isOlder(marker)) throw olderData(dataFolder);
  if ((marker.cloneOf !== undefined) !== wanted.clone) {
    const [is, needs] = wanted.clone ? ["a server", "a replica"] : ["a replica", "a server"];
    throw new UserError(`${dataFolder} holds the data of ${is}, not of ${needs}`, {
      where,
      mend: `Delete it if it may go, or ${elsewhere}`,
    });
  }
  checkMajorVersion(dataFolder, wanted.version);
  return true;
}

/** Whether data is an older version's of this program, whose administrator is the superuser. */
export function isOlderData(dataFolder: string): boolean {
  try {
    const marker = readDataMarker(dataFolder);
    return marker !== undefined && isOlder(marker);
  } catch {
    return false;
  }
}

/** What is wrong with data of an older version, and how to mend it. */
export const olderDataWords = {
  what: "the server's data was made by an older version of pgstack, whose administrator is a superuser",
  mend: "Dump what you need of it (pg_dump), then run `npx pgstack destroy`, which deletes it, and `npx pgstack up`.",
} as const;

/** The error for data of an older version. */
export function olderData(dataFolder: string): UserError {
  const { what, mend } = olderDataWords;
  return new UserError(what, { where: dataFolder, mend });
}

function isOlder({ superuser }: DataMarker): boolean {
  return superuser === undefined;
}

/** PostgreSQL opens data only when it is its user's, and nobody else's to read. */
export function secureData(dataFolder: string, user: SystemUser | undefined): void {
  const { uid, mode } = statSync(dataFolder);
  if (user !== undefined && uid === 0) giveTree(dataFolder, user);
  if ((mode & 0o077) !== 0) chmodSync(dataFolder, 0o700);
}

function checkMajorVersion(dataFolder: string, version: string): void {
  const found = dataMajorVersion(dataFolder);
  if (found === majorOf(version)) return;
  if (found === undefined) {
    throw new UserError(`the data in ${dataFolder} is damaged: PG_VERSION is missing`, {
      where,
      mend: "Put back a copy of it, or run `npx pgstack destroy`, which deletes the data.",
    });
  }
  throw new UserError(`${dataFolder} was made by PostgreSQL ${found}; this is PostgreSQL ${version}`, {
    where,
    mend: `Set pgstack:postgresBin to the programs of PostgreSQL ${found}, or ${elsewhere}`,
  });
}

function list(dataFolder: string, { uid }: Stats): string[] {
  const self = process.getuid?.() ?? uid;
  if (self !== 0 && self !== uid) throw unusable(dataFolder, "it belongs to another user");
  try {
    return readdirSync(dataFolder);
  } catch (error) {
    throw unusable(dataFolder, "it may not be read", error);
  }
}

function statsOf(dataFolder: string): Stats | undefined {
  try {
    return statSync(dataFolder, { throwIfNoEntry: false });
  } catch (error) {
    const below = (error as NodeJS.ErrnoException).code === "ENOTDIR";
    throw unusable(dataFolder, below ? "a folder above it is a file" : "it may not be read", error);
  }
}

function unusable(dataFolder: string, why: string, cause?: unknown): UserError {
  return new UserError(`the data folder ${dataFolder} cannot be used: ${why}`, {
    where,
    mend: `Make it an empty folder that you may write to, or ${elsewhere}`,
    cause,
  });
}

function foreign(dataFolder: string, names: readonly string[]): string {
  if (readMarker(dataFolder) !== undefined) return "holds the data of the embedded server";
  return names.includes("PG_VERSION")
    ? "is a PostgreSQL data folder that pgstack did not make"
    : "is not empty";
}

function giveTree(path: string, user: SystemUser): void {
  lchownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) giveTree(below, user);
    else lchownSync(below, user.uid, user.gid);
  }
}
