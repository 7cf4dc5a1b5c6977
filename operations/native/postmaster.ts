import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { processInfo } from "../../machine/process-info.ts";

/** What `postmaster.pid` in a data folder says (miscadmin.h: LOCK_FILE_LINE_*). */
export interface PostmasterFile {
  readonly pid: number;
  /** When it started, in milliseconds since 1970. */
  readonly started: number;
  readonly port: number;
  /** It takes connections. */
  readonly ready: boolean;
}

/** How far the two clocks may be apart that say when a process started, in milliseconds. */
const clockDifference = 60_000;

/** `undefined` when there is none, or one that is being written. */
export function readPostmasterFile(dataFolder: string): PostmasterFile | undefined {
  const path = filePath(dataFolder);
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  if (Number.isNaN(pid)) return undefined;
  return {
    pid,
    started: Number(lines[2]) * 1000,
    port: Number(lines[3]),
    ready: lines[7]?.trim() === "ready",
  };
}

/** The process that has the data folder open, whoever started it. */
export function postmasterOf(dataFolder: string): number | undefined {
  const file = readPostmasterFile(dataFolder);
  return file !== undefined && isPostmaster(file, dataFolder) ? file.pid : undefined;
}

/**
 * Takes away the file of a server that was killed when another process has its number by now: PostgreSQL would take that
 * one for the server. While the number is nobody's the file stays, for PostgreSQL finds out by it whether processes of
 * the killed server still use the data.
 */
export function removeRecycled(dataFolder: string): void {
  const file = readPostmasterFile(dataFolder);
  if (file !== undefined && processInfo(file.pid) !== undefined && !isPostmaster(file, dataFolder)) {
    rmSync(filePath(dataFolder), { force: true });
  }
}

function isPostmaster({ pid, started }: PostmasterFile, dataFolder: string): boolean {
  const info = processInfo(pid);
  if (info === undefined) return false;
  if (info === "unknown") return true;
  if (!/postgres|postmaster/.test(info.program)) return false;
  const folder = folderOf(pid);
  // It works in its data folder.
  if (folder !== undefined) return folder === realpathSync(dataFolder);
  return Math.abs(info.started - started) < clockDifference;
}

/** The folder a process works in, where the system tells this user. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function filePath(dataFolder: string): string {
  return join(dataFolder, "postmaster.pid");
}
