import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ServerFailure } from "../failure.ts";

/** Major version of the PostgreSQL inside PGlite 0.5; a data folder of another one cannot be opened. */
export const majorVersion = 18;

const markerName = "pgstack.json";
/** The lock lies in the data folder, so that every way to the folder leads to the same lock. */
export const lockName = "pgstack.lock";
/** Names the process that holds the lock, for people. */
const ownerName = "pgstack.pid";
/** Whether a file is not the cluster's but of this program's bookkeeping; SQLite puts files of its own beside the lock. */
const isBookkeeping = (name: string) => name.startsWith("pgstack.");

/** Says that a folder was made by this program, and for what. */
export interface DataFolderMarker {
  readonly madeBy: "pgstack";
  /** `new` until the first start has finished; what is in a folder that stayed new is nobody's data. */
  readonly state: "new" | "ready";
  readonly database: string;
  readonly adminUser: string;
}

/** The marker of a data folder, or `undefined` where this program made none. */
export function readMarker(dataFolder: string): DataFolderMarker | undefined {
  const path = join(dataFolder, markerName);
  if (!existsSync(path)) return undefined;
  const marker = JSON.parse(readFileSync(path, "utf8")) as DataFolderMarker;
  return marker.madeBy === "pgstack" ? marker : undefined;
}

export function writeMarker(dataFolder: string, marker: DataFolderMarker): void {
  writeFileSync(join(dataFolder, markerName), `${JSON.stringify(marker, null, 2)}\n`, { mode: 0o600 });
}

/** The process that has the data folder open, or had it last. */
export function readOwner(dataFolder: string): number | undefined {
  const path = join(dataFolder, ownerName);
  return existsSync(path) ? Number(readFileSync(path, "utf8")) : undefined;
}

export function writeOwner(dataFolder: string, pid: number): void {
  writeFileSync(join(dataFolder, ownerName), `${pid}\n`, { mode: 0o600 });
}

/**
 * Makes the folder if there is none, with the folders above it.
 *
 * @returns the uppermost folder made, or `undefined` when there was one already
 * @throws ServerFailure DATA_FOLDER if it cannot be made, written, or is no folder
 */
export function ensureFolder(dataFolder: string): string | undefined {
  let made: string | undefined;
  try {
    made = mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    return made;
  } catch (error) {
    throw new ServerFailure(
      "DATA_FOLDER",
      `the data folder ${dataFolder} cannot be used: ${reason(error)}`,
      error,
    );
  }
}

/**
 * Whether the folder holds a cluster to open (`ready`), or one is to be made (`new`).
 *
 * @throws ServerFailure DATA_FOLDER for a folder with something else in it, VERSION for another PostgreSQL's
 */
export function inspectDataFolder(dataFolder: string): "new" | "ready" {
  const version = join(dataFolder, "PG_VERSION");
  if (existsSync(version)) {
    const found = readFileSync(version, "utf8").trim();
    if (found !== String(majorVersion)) {
      const what = `${dataFolder} was made by PostgreSQL ${found}; this is PostgreSQL ${majorVersion}`;
      throw new ServerFailure("VERSION", what);
    }
  }
  const marker = readMarker(dataFolder);
  if (marker?.state === "ready") return "ready";
  const others = readdirSync(dataFolder).filter((name) => !isBookkeeping(name));
  if (marker === undefined && others.length > 0) {
    const what = existsSync(version) ? "a PostgreSQL data folder that pgstack did not make" : "not empty";
    throw new ServerFailure("DATA_FOLDER", `${dataFolder} is ${what}`);
  }
  return "new";
}

/** Empties a folder whose first start did not finish, except for what says who is at work there. */
export function clearUnfinished(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (name === markerName || !isBookkeeping(name)) rmSync(join(dataFolder, name), { recursive: true });
  }
}

/** Takes everything out of a folder that was empty before. */
export function emptyFolder(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) rmSync(join(dataFolder, name), { recursive: true });
}

/**
 * What tells a data folder from another one that was put in its place; `undefined` when there is none. The server looks
 * at it every second, to end itself when its data is gone.
 */
export function folderIdentity(dataFolder: string): string | undefined {
  const names = ["PG_VERSION", join("global", "pg_control"), lockName];
  const found = names.map((name) => statSync(join(dataFolder, name), { throwIfNoEntry: false })?.ino);
  return found.includes(undefined) ? undefined : found.join("/");
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EEXIST" || code === "ENOTDIR") return "it, or a folder above it, is a file";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "it may not be written";
  return message;
}
