import { existsSync, rmSync } from "node:fs";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { answers } from "../embedded/answers.ts";
import { withRunLock } from "../run-lock.ts";
import { hasPassword } from "./admin-password.ts";
import { countIncarnation } from "./count-incarnation.ts";
import { endServer } from "./end-server.ts";
import { hasData, secureData } from "./inspect-data.ts";
import { launch } from "./launch.ts";
import { makeData } from "./make-data.ts";
import { host, type NativeConfig } from "./native-config.ts";
import { makeParent, removeEmpty } from "./parent-folder.ts";
import { postmasterOf } from "./postmaster.ts";
import { programVersion } from "./programs.ts";
import { writeSettings } from "./server-settings.ts";
import { serverUser } from "./server-user.ts";
import { startError } from "./start-error.ts";
import { rememberStart, wasStartedWith } from "./started-with.ts";
import { type NativeStatus, status } from "./status.ts";

export type RunningServer = Extract<NativeStatus, { state: "running" }> & {
  /** Changes when the data came back empty or from an older copy. */
  readonly identity: string;
};

/**
 * Makes sure that the server runs as configured: starts it, making its data at the first time; starts it again when its
 * configuration, its password or its programs have changed or it was killed; leaves it alone otherwise. Of two starts at once one starts
 * it, and both get the same answer. Started by root it runs as an ordinary user.
 *
 * @throws UserError that says what is wrong, where, and how to mend it; nothing is left of a start that failed
 */
export async function start(config: NativeConfig): Promise<RunningServer> {
  const { runFolder } = config;
  const madeRunFolder = !existsSync(runFolder);
  return await withRunLock(runFolder, async () => {
    try {
      return await ensureRunning(config);
    } catch (error) {
      if (madeRunFolder) rmSync(runFolder, { recursive: true, force: true });
      throw error;
    }
  });
}

async function ensureRunning(config: NativeConfig): Promise<RunningServer> {
  const { bin, runFolder, dataFolder } = config;
  const user = serverUser(dataFolder);
  const version = await programVersion(bin, user);
  const before = await status(runFolder, dataFolder);
  const found = hasData(dataFolder, { ...config, version });
  const asConfigured =
    before.state === "running" &&
    wasStartedWith(config, version) &&
    hasPassword(dataFolder, config.adminPassword);
  if (asConfigured && (await answers(host, config.port))) return described(config);
  await endServer(runFolder);
  const other = postmasterOf(dataFolder);
  if (other !== undefined) {
    throw new UserError(`the data folder ${dataFolder} is in use by process ${other}`, {
      where: "pgstack:dataFolder",
      mend: "End that process, or set pgstack:dataFolder to another folder.",
    });
  }
  if (found) await launchOn(config, version, user);
  else await launchOnNewData(config, version, user);
  return described(config);
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
    await makeData(config, version, user);
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
  try {
    secureData(config.dataFolder, user);
    // Before the server writes: what is there is compared with what was left.
    countIncarnation(config.runFolder, config.dataFolder);
    writeSettings(config.dataFolder, config, user);
    rememberStart(config, version);
  } catch (error) {
    throw startError(config, (error as Error).message, error);
  }
  await launch(config, user);
}

async function described({ runFolder, dataFolder }: NativeConfig): Promise<RunningServer> {
  const now = await status(runFolder, dataFolder);
  const identity = countIncarnation(runFolder, dataFolder);
  if (now.state !== "running" || identity === undefined) {
    throw new UserError(`the native server is ${now.state} again`, { mend: "Its log is in the run folder." });
  }
  return { ...now, identity };
}
