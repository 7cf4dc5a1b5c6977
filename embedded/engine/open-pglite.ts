import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { log } from "../log.ts";
import type { ExtensionFile } from "./extensions.ts";
import { EngineFileSystem } from "./pglite-internals.ts";
import { serverSettings, startArguments } from "./server-settings.ts";

/** What single-user mode says to the person it takes for its user, and WASM about memory that is gone with its process. */
const consoleNoise = /^(backend>|PostgreSQL stand-alone backend|pglitec: shmctl: no such segment)/;

export interface OpenOptions {
  readonly dataFolder: string;
  readonly database: string;
  /** In bytes. */
  readonly memory: number;
  readonly extensions: readonly ExtensionFile[];
  readonly setTimer: (ms: number) => void;
}

/** A PGlite on a data folder, and the file system it was opened with. */
export interface OpenPglite {
  readonly pglite: PGlite;
  readonly files: EngineFileSystem;
}

/**
 * Opens an existing cluster, recovering it first if the last server did not stop in order.
 *
 * @throws Error with PostgreSQL's own words
 */
export async function openPglite({
  dataFolder,
  database,
  memory,
  extensions,
  setTimer,
}: OpenOptions): Promise<OpenPglite> {
  const files = new EngineFileSystem(dataFolder, { setTimer, files: () => extensions });
  const said: string[] = [];
  const hear = (text: string) => {
    if (text !== "" && !consoleNoise.test(text)) {
      log(text);
      said.push(text);
    }
    return false;
  };
  try {
    const pglite = await PGlite.create({
      fs: files,
      database,
      startParams: [...startArguments],
      postgresqlconf: serverSettings(memory),
      onStdout: hear,
      onStderr: hear,
    });
    said.length = 0;
    return { pglite, files };
  } catch (error) {
    throw new Error([...said.slice(-5), (error as Error).message].join("\n"), { cause: error });
  }
}

/** Makes a cluster in an empty folder and stops it in order. */
export async function makeCluster(folder: string): Promise<void> {
  const pglite = await PGlite.create({ dataDir: folder });
  await pglite.close();
  // PGlite lets everybody read and write the files of a new cluster.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
}
