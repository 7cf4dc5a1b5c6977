import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { runFile, writeRunFile } from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import { processStart } from "../../machine/process-start.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { endServer } from "./end-server.ts";
import type { NativeConfig } from "./native-config.ts";
import { postmasterOf, readPostmasterFile, removeRecycled } from "./postmaster.ts";
import { openLog } from "./server-log.ts";
import { spawnPostmaster } from "./spawn-postmaster.ts";
import { fileOfServer, orphans, startError } from "./start-error.ts";

/** How long a start may take, in milliseconds; it takes a fifth of a second, and longer after a crash with much to redo. */
const startLimit = 120_000;
/** How long a killed server's processes may take to notice that it is gone, and the system to be rid of it, in milliseconds. */
const leftLimit = 20_000;
const pollMs = 10;
const leftPollMs = 200;

/**
 * Starts the server on data that is there, and waits until it takes connections. What a killed server left is waited for:
 * PostgreSQL itself starts neither beside its processes nor while the system still has its number.
 *
 * @throws UserError that says why it does not start
 */
export async function launch(config: NativeConfig, user: SystemUser | undefined): Promise<void> {
  for (const deadline = Date.now() + leftLimit; ; await sleep(leftPollMs)) {
    removeRecycled(config.dataFolder);
    const said = await tryToLaunch(config, user);
    if (said === undefined) return;
    if (!isLeft(said, config.dataFolder) || Date.now() > deadline) throw startError(config, said);
  }
}

/** Whether nothing but what a killed server left is in the way. */
function isLeft(said: string, dataFolder: string): boolean {
  return orphans.test(said) || (fileOfServer.test(said) && postmasterOf(dataFolder) === undefined);
}

/** What the server said when it ended instead of becoming ready. */
async function tryToLaunch(config: NativeConfig, user: SystemUser | undefined): Promise<string | undefined> {
  using log = openLog(config.runFolder);
  const child = spawnPostmaster(config, user, log);
  const { pid } = child;
  const ended = endOf(child);
  if (pid === undefined) return await ended.reason;
  writeRunFile(config.runFolder, runFile.process, { pid, processStart: processStart(pid) });
  for (const deadline = Date.now() + startLimit; Date.now() < deadline; await sleep(pollMs)) {
    const file = readPostmasterFile(config.dataFolder);
    if (file?.pid === pid && file.ready) {
      child.removeAllListeners();
      child.unref();
      return undefined;
    }
    if (ended.yet()) return `${await ended.reason}\n${log.read()}`;
  }
  await endServer(config.runFolder, "at once");
  throw new UserError(`the native server is not ready after ${startLimit / 1000} s`, {
    mend: `Its log ends with: ${log.read().trimEnd().split("\n").at(-1)}`,
  });
}

function endOf(child: ChildProcess): { yet(): boolean; reason: Promise<string> } {
  let ended = false;
  const reason = new Promise<string>((resolve) => {
    const end = (why: string) => {
      ended = true;
      resolve(why);
    };
    child.once("exit", (_code, signal) => end(signal === null ? "" : `it was ended by ${signal}`));
    child.once("error", (error) => end(error.message));
  });
  return { yet: () => ended, reason };
}
