import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import {
  type FailedServer,
  type ReadyServer,
  readRunFile,
  removeRunFile,
  runFile,
  type ServerConfig,
  writeRunFile,
} from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import { withRunLock } from "../run-lock.ts";
import { answers } from "./answers.ts";
import { cacheFolder } from "./cache-folder.ts";
import type { EmbeddedConfig } from "./embedded-config.ts";
import { endServer } from "./server-process.ts";
import { spawnServer } from "./spawn-server.ts";
import { startError } from "./start-error.ts";
import { type EmbeddedStatus, status } from "./status.ts";

/** How long a start may take, in milliseconds; it takes about one second, and longer after a crash with much to redo. */
const startLimit = 60_000;
const pollMs = 10;

export type RunningServer = Extract<EmbeddedStatus, { state: "running" }>;

/**
 * Makes sure that the server runs as configured: starts it, making its data at the first time; starts it again when its
 * configuration has changed or it was killed; leaves it alone otherwise. Of two starts at once one starts it, and both
 * get the same answer.
 *
 * @throws UserError that says what is wrong, where, and how to mend it; nothing is left of a start that failed
 */
export async function start(config: EmbeddedConfig): Promise<RunningServer> {
  const { runFolder, dataFolder } = config;
  const madeRunFolder = !existsSync(runFolder);
  return await withRunLock(runFolder, async () => {
    const before = await status(runFolder, dataFolder);
    if (before.state === "running" && isConfigured(config) && (await answers(config.host, before.port)))
      return before;
    await endServer(runFolder);
    ensurePassword(join(runFolder, runFile.password));
    writeRunFile(runFolder, runFile.config, serverConfig(config));
    removeRunFile(runFolder, runFile.failed);
    const child = spawnServer(runFolder, cacheFolder());
    try {
      const ready = await waitUntilReady(child, config);
      child.removeAllListeners();
      child.unref();
      return { state: "running", ...ready };
    } catch (error) {
      child.kill("SIGKILL");
      removeRunFile(runFolder, runFile.process);
      if (madeRunFolder) rmSync(runFolder, { recursive: true, force: true });
      throw error;
    }
  });
}

async function waitUntilReady(child: ChildProcess, config: EmbeddedConfig): Promise<ReadyServer> {
  const { runFolder } = config;
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  for (const deadline = Date.now() + startLimit; Date.now() < deadline; await sleep(pollMs)) {
    const ready = readRunFile<ReadyServer>(runFolder, runFile.ready);
    if (ready !== undefined && ready.pid === child.pid) return ready;
    if (ended) throw startError(config, readRunFile<FailedServer>(runFolder, runFile.failed));
  }
  throw new UserError(`the embedded server is not ready after ${startLimit / 1000} s`, {
    mend: `Its log is ${join(runFolder, runFile.log)}.`,
  });
}

function isConfigured(config: EmbeddedConfig): boolean {
  const { cacheFolder: _here, ...now } = serverConfig(config);
  const { cacheFolder: _there, ...then } = readRunFile<ServerConfig>(config.runFolder, runFile.config) ?? {};
  return isDeepStrictEqual(now, then);
}

function serverConfig({ runFolder: _, ...config }: EmbeddedConfig): ServerConfig {
  return { ...config, cacheFolder: cacheFolder() };
}

/** Made once, and kept for as long as the run folder is. */
function ensurePassword(path: string): void {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
}
