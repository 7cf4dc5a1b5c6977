import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { runFile, writeRunFile } from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import { processStart } from "../../machine/process-start.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { endServer } from "./end-server.ts";
import type { NativeConfig } from "./native-config.ts";
import { readPostmasterFile, removeRecycled } from "./postmaster.ts";
import { openLog } from "./server-log.ts";
import { spawnPostmaster } from "./spawn-postmaster.ts";
import { orphans, startError } from "./start-error.ts";

/** How long a start may take, in milliseconds; it takes a fifth of a second, and longer after a crash with much to redo. */
const startLimit = 120_000;
/** How long processes of a killed server may take to notice that it is gone, in milliseconds. */
const orphanLimit = 20_000;
const pollMs = 10;
const orphanPollMs = 200;

/**
 * Starts the server on data that is there, and waits until it takes connections. Processes that a killed server left are
 * waited for: PostgreSQL itself does not start beside them.
 *
 * @throws UserError that says why it does not start
 */
export async function launch(config: NativeConfig, user: SystemUser | undefined): Promise<void> {
  removeRecycled(config.dataFolder);
  const deadline = Date.now() + orphanLimit;
  for (
    let said = await tryToLaunch(config, user);
    said !== undefined;
    said = await tryToLaunch(config, user)
  ) {
    if (!orphans.test(said) || Date.now() > deadline) throw startError(config, said);
    await sleep(orphanPollMs);
  }
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
