import { isDeepStrictEqual } from "node:util";
import { readRunFile, runFile, writeRunFile } from "../../embedded/run-folder/run-files.ts";
import type { NativeConfig } from "./native-config.ts";

/** What a server was started with: `config.json`, without secrets. */
export interface StartedWith {
  /** Of the programs, e.g. `17.6`. */
  readonly version: string;
  readonly config: NativeConfig;
}

export function rememberStart(config: NativeConfig, version: string): void {
  writeRunFile(config.runFolder, runFile.config, { version, config } satisfies StartedWith);
}

/** The last start, or `undefined` before the first, and where an older version of this program wrote it. */
export function lastStart(runFolder: string): StartedWith | undefined {
  const found = readRunFile<Partial<StartedWith>>(runFolder, runFile.config);
  return found?.config === undefined ? undefined : (found as StartedWith);
}

/** Whether the last start was with all that only another start would change. */
export function wasStartedWith(config: NativeConfig, version: string): boolean {
  const last = lastStart(config.runFolder);
  return last !== undefined && isDeepStrictEqual(fixed(last), fixed({ version, config }));
}

function fixed({ version, config }: StartedWith) {
  const { bin, dataFolder, socketFolder, port, staticParameters } = config;
  return { version, bin, dataFolder, socketFolder, port, staticParameters };
}
