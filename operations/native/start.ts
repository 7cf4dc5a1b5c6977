import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { answers } from "../embedded/answers.ts";
import { withRunLock } from "../run-lock.ts";
import { clonePrimary } from "./clone-primary.ts";
import { configure, isConfigured } from "./configure.ts";
import { countIncarnation } from "./count-incarnation.ts";
import { endServer } from "./end-server.ts";
import { isCloneOf, slotHolds } from "./following.ts";
import { hasData, secureData } from "./inspect-data.ts";
import { launch } from "./launch.ts";
import { makeData } from "./make-data.ts";
import { host, type NativeConfig } from "./native-config.ts";
import { makeParent, removeEmpty } from "./parent-folder.ts";
import { postmasterOf } from "./postmaster.ts";
import { programVersion } from "./programs.ts";
import { reload } from "./reload.ts";
import { serverUser } from "./server-user.ts";
import { hasSocket, makeSocketFolder, removeSocketFolder } from "./socket-folder.ts";
import { startError } from "./start-error.ts";
import { lastStart, rememberStart, wasStartedWith } from "./started-with.ts";
import { type NativeStatus, status } from "./status.ts";
import { comesToStream } from "./streaming.ts";

/** How long a standby that runs may take to reach a primary that was started again, in milliseconds. */
const reconnectLimit = 10_000;
/** How long one that was started may take, in milliseconds: it first reads what its slot has kept. */
const streamLimit = 120_000;

export type RunningServer = Extract<NativeStatus, { state: "running" }> & {
  /** Changes when the data came back empty or from an older copy; a standby's is its primary's. */
  readonly identity: string;
};

/**
 * Makes sure that the server runs as configured: starts it, making its data at the first time; starts it again when what
 * is read at a start alone or its programs have changed, or it was killed; has it reload what else has changed; leaves it
 * alone otherwise. A standby's data is cloned from its primary, which runs, and anew where it cannot follow that any more.
 * Of two starts at once one starts it, and both get the same answer. Started by root it runs as an ordinary user.
 *
 * @throws UserError that says what is wrong, where, and how to mend it; nothing is left of a start that failed
 */
export async function start(config: NativeConfig): Promise<RunningServer> {
  const { runFolder, socketFolder } = config;
  const madeRunFolder = !existsSync(runFolder);
  return await withRunLock(runFolder, async () => {
    try {
      return await ensureRunning(config);
    } catch (error) {
      if (madeRunFolder) {
        rmSync(runFolder, { recursive: true, force: true });
        removeSocketFolder(socketFolder);
      }
      throw error;
    }
  });
}

async function ensureRunning(config: NativeConfig): Promise<RunningServer> {
  const { bin, dataFolder, standby } = config;
  const user = serverUser(dataFolder);
  const version = await programVersion(bin, user);
  const found = hasData(dataFolder, { clone: standby !== undefined, version });
  const fits = found && (standby === undefined || isCloneOf(dataFolder, standby));
  if (fits && (await runsAsConfigured(config, version, user))) return described(config);
  const usable = fits && (standby === undefined || (await slotHolds(bin, standby)));
  await endServer(config.runFolder);
  const other = postmasterOf(dataFolder);
  if (other !== undefined) {
    throw new UserError(`the data folder ${dataFolder} is in use by process ${other}`, {
      where: "pgstack:dataFolder",
      mend: "End that process, or set pgstack:dataFolder to another folder.",
    });
  }
  if (!usable) await launchOnNewData(config, version, user);
  else await launchOn(config, version, user);
  return described(config);
}

/** Whether it runs, once it has read again what has changed, and need not be started again. */
async function runsAsConfigured(
  config: NativeConfig,
  version: string,
  user: SystemUser | undefined,
): Promise<boolean> {
  const { runFolder, dataFolder, socketFolder, port } = config;
  const before = await status(runFolder, dataFolder);
  if (before.state !== "running" || !wasStartedWith(config, version)) return false;
  if (!hasSocket(socketFolder, port) || !(await answers(host, port))) return false;
  if (!isConfigured(config)) {
    configure(config, user);
    rememberStart(config, version);
    if (!(await reload(config, before.pid))) return false;
  }
  return config.standby === undefined || (await comesToStream(config, reconnectLimit));
}

async function launchOnNewData(
  config: NativeConfig,
  version: string,
  user: SystemUser | undefined,
): Promise<void> {
  const made = makeParent(config.dataFolder, user);
  const wasThere = existsSync(config.dataFolder);
  let ours = false;
  try {
    if (config.standby === undefined) await makeData(config, version, user);
    else await clonePrimary(config, config.standby, user);
    ours = true;
    await launchOn(config, version, user);
  } catch (error) {
    if (ours) rmSync(config.dataFolder, { recursive: true, force: true });
    if (ours && wasThere) makeParent(`${config.dataFolder}/data`, user);
    removeEmpty(made);
    throw error;
  }
}

async function launchOn(config: NativeConfig, version: string, user: SystemUser | undefined): Promise<void> {
  const { runFolder, dataFolder, standby } = config;
  try {
    secureData(dataFolder, user);
    // Before the server writes: what is there is compared with what was left.
    if (standby === undefined) countIncarnation(runFolder, dataFolder);
    // Another one where this start is root's and the last was not.
    const before = lastStart(runFolder)?.config.socketFolder;
    if (before !== undefined && before !== config.socketFolder) removeSocketFolder(before);
    makeSocketFolder(config.socketFolder, user);
    configure(config, user);
    rememberStart(config, version);
  } catch (error) {
    throw UserError.isInstance(error) ? error : startError(config, (error as Error).message, error);
  }
  await launch(config, user);
  if (standby === undefined || (await comesToStream(config, streamLimit))) return;
  throw new UserError(`${standby.name} runs, and receives nothing from the server`, {
    where: dataFolder,
    mend: `Its log is ${join(runFolder, runFile.log)}.`,
  });
}

async function described(config: NativeConfig): Promise<RunningServer> {
  const { runFolder, dataFolder, standby } = config;
  const now = await status(runFolder, dataFolder);
  const identity = standby?.primaryIdentity ?? countIncarnation(runFolder, dataFolder);
  if (now.state !== "running" || identity === undefined) {
    throw new UserError(`the native server is ${now.state} again`, { mend: "Its log is in the run folder." });
  }
  return { ...now, identity };
}
