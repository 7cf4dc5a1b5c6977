import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../../machine/file-lock.ts";
import { ServerFailure } from "../failure.ts";
import { readControlFile } from "./control-file.ts";
import {
  type DataFolderMarker,
  emptyFolder,
  ensureFolder,
  inspectDataFolder,
  lockName,
  readMarker,
  readOwner,
  writeOwner,
} from "./data-folder.ts";

/** A data folder that is this process's alone. */
export interface OpenDataFolder {
  /** Where the log of the last server ended, in bytes, if it stopped in order. */
  readonly endOfLog: bigint | undefined;
  /** The start has succeeded: what is in the folder stays. */
  keep(): void;
  /** Lets others have the folder; one that was made for a start that failed is taken away again. */
  release(): void;
}

/** How long to wait for another process that is just letting go, in milliseconds. */
const patience = 500;

/** What the data in a folder has to have been made for. */
export type DataOf = Pick<DataFolderMarker, "database" | "adminUser">;

/**
 * Takes a data folder for this process, making it if there is none.
 *
 * @throws ServerFailure LOCKED, DATA_FOLDER, VERSION or OTHER_DATABASE
 */
export function openDataFolder(dataFolder: string, wanted: DataOf): OpenDataFolder {
  const made = ensureFolder(dataFolder);
  const lockPath = join(dataFolder, lockName);
  const hadLock = existsSync(lockPath);
  const lock = tryLock(lockPath, patience);
  if (lock === undefined) {
    throw new ServerFailure(
      "LOCKED",
      `the data folder ${dataFolder} is in use by process ${readOwner(dataFolder) ?? "?"}`,
    );
  }
  let kept = false;
  const release = () => {
    if (!kept && made !== undefined) rmSync(made, { recursive: true, force: true });
    else if (!kept && !hadLock) rmSync(lockPath, { force: true });
    lock.release();
  };
  try {
    const state = inspectDataFolder(dataFolder);
    kept = state === "ready";
    if (kept) checkMadeFor(dataFolder, wanted);
    writeOwner(dataFolder, process.pid);
    const control = kept ? readControlFile(dataFolder) : undefined;
    return {
      endOfLog: control?.cleanlyStopped ? control.checkpoint : undefined,
      keep: () => {
        kept = true;
      },
      release: () => {
        if (!kept && made === undefined) emptyFolder(dataFolder);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function checkMadeFor(dataFolder: string, wanted: DataOf): void {
  const made = readMarker(dataFolder);
  if (made === undefined || (made.database === wanted.database && made.adminUser === wanted.adminUser))
    return;
  const what = `${dataFolder} holds the database "${made.database}" of "${made.adminUser}"`;
  throw new ServerFailure("OTHER_DATABASE", `${what}, not "${wanted.database}" of "${wanted.adminUser}"`);
}
