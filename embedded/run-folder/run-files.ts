import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the starter tells the server: `config.json` of the run folder. */
export interface ServerConfig {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** Absolute. */
  readonly dataFolder: string;
  readonly database: string;
  readonly adminUser: string;
  /** In bytes. */
  readonly memory: number;
  /** Where a new cluster is kept for the next first start; absolute. */
  readonly cacheFolder: string;
}

/** What a server that can be used says of itself: `ready.json`. */
export interface ReadyServer {
  readonly pid: number;
  /** Which process of this number it is; see `processStart`. */
  readonly processStart: string;
  readonly port: number;
  readonly majorVersion: number;
  /** PostgreSQL's own identifier of the data. */
  readonly systemIdentifier: string;
  /** Counts how often the data came back empty or older than it had been. */
  readonly incarnation: number;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** Why a server did not start: `failed.json`. */
export interface FailedServer {
  readonly code: string;
  readonly message: string;
}

/** The files of a run folder, which the starter and the server share. */
export const runFile = {
  config: "config.json",
  ready: "ready.json",
  failed: "failed.json",
  incarnation: "incarnation.json",
  password: "admin.password",
  log: "server.log",
  /** Written by the server as soon as it runs, so that one that hangs while it starts can be ended, too. */
  process: "process.json",
  /** Held by whoever starts or stops the server. */
  lock: "start.lock",
} as const;

/** Reads a JSON file of the run folder; `undefined` when there is none, or one that cannot be read. */
export function readRunFile<T>(runFolder: string, name: string): T | undefined {
  const path = join(runFolder, name);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Writes a JSON file of the run folder so that a reader finds all of it or none. */
export function writeRunFile(runFolder: string, name: string, content: unknown): void {
  const path = join(runFolder, name);
  const draft = `${path}.${process.pid}-${randomBytes(3).toString("hex")}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

export function removeRunFile(runFolder: string, name: string): void {
  rmSync(join(runFolder, name), { force: true });
}
