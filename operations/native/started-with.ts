import { isDeepStrictEqual } from "node:util";
import { readRunFile, runFile, writeRunFile } from "../../embedded/run-folder/run-files.ts";
import type { NativeConfig } from "./native-config.ts";
import { serverSettings } from "./server-settings.ts";

/** What a server was started with, so that a later start sees whether it has changed: `config.json`, without secrets. */
export interface StartedWith {
  readonly bin: string;
  /** Of the programs, e.g. `17.6`. */
  readonly version: string;
  readonly dataFolder: string;
  readonly adminUser: string;
  /** Text of its settings. */
  readonly settings: string;
}

export function rememberStart(config: NativeConfig, version: string): void {
  writeRunFile(config.runFolder, runFile.config, startOf(config, version));
}

/** Whether the last start was with this configuration and this version of the programs. */
export function wasStartedWith(config: NativeConfig, version: string): boolean {
  return isDeepStrictEqual(readRunFile(config.runFolder, runFile.config), startOf(config, version));
}

function startOf(config: NativeConfig, version: string): StartedWith {
  const { bin, dataFolder, adminUser } = config;
  return { bin, version, dataFolder, adminUser, settings: serverSettings(config) };
}
