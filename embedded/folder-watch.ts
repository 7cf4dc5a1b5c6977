import { folderIdentity } from "./cluster/data-folder.ts";
import { log } from "./log.ts";
import { removeRunFile, runFile } from "./run-folder/run-files.ts";

/** How often it is looked, in milliseconds, besides before each client's turn. */
const interval = 1000;

/**
 * Ends the process when its data folder was deleted, or another one put in its place: it must not write into what is
 * there now, and what it had is lost.
 */
export class FolderWatch {
  readonly #dataFolder: string;
  readonly #runFolder: string;
  #identity: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(dataFolder: string, runFolder: string) {
    this.#dataFolder = dataFolder;
    this.#runFolder = runFolder;
  }

  begin(): void {
    this.#identity = folderIdentity(this.#dataFolder);
    this.#timer = setInterval(() => this.check(), interval).unref();
  }

  /** Does not return when the folder is not the one it was. */
  check(): void {
    if (this.#identity === undefined || folderIdentity(this.#dataFolder) === this.#identity) return;
    log(`the data folder ${this.#dataFolder} is gone or was replaced: ending without writing to it`);
    for (const name of [runFile.ready, runFile.process]) removeRunFile(this.#runFolder, name);
    process.exit(2);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#identity = undefined;
  }
}
