import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { superuser } from "../../model/service-roles.ts";
import { primaryConninfo } from "./configuration-files.ts";
import { writeDataMarker } from "./data-marker.ts";
import { draftFor, removeAbandoned } from "./drafts.ts";
import type { NativeConfig, Standby } from "./native-config.ts";
import { runProgram } from "./programs.ts";
import { giveTo } from "./server-user.ts";
import { startError } from "./start-error.ts";

/** How long a clone may take, in milliseconds; a local disk copies some 10 GB a minute. */
const cloneLimit = 3_600_000;
/** How long the primary may take to notice that an earlier standby of this slot has ended, in milliseconds. */
const slotLimit = 20_000;
const pollMs = 200;

/**
 * Makes a standby's data: a copy of the primary's, by its slot. What was there goes once the copy is whole.
 *
 * @throws UserError that says why it cannot be made
 */
export async function clonePrimary(
  config: NativeConfig,
  standby: Standby,
  user: SystemUser | undefined,
): Promise<void> {
  const { dataFolder } = config;
  const draft = draftFor(dataFolder);
  const data = join(draft, "data");
  try {
    await removeAbandoned(dataFolder);
    mkdirSync(draft, { mode: 0o700 });
    giveTo(user, draft);
    copyCertificate(config, draft, user);
    const said = await copy(config, standby, draft, user);
    if (said !== undefined) throw cloneError(config, standby, said);
    // Names no primary: that is in the configuration, which is this program's.
    const signal = join(data, "standby.signal");
    writeFileSync(signal, "", { mode: 0o600 });
    giveTo(user, signal);
    const marker = { madeBy: "pgstack", superuser, cloneOf: standby.primaryIdentity } as const;
    giveTo(user, writeDataMarker(data, marker));
    if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true });
    renameSync(data, dataFolder);
  } catch (error) {
    throw UserError.isInstance(error) ? error : startError(config, (error as Error).message, error);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The server's user may not enter the folder that they are in. */
function copyCertificate({ tlsFolder }: NativeConfig, folder: string, user: SystemUser | undefined): void {
  for (const name of ["ca.crt", "replicator.crt", "replicator.key"]) {
    const path = join(folder, name);
    copyFileSync(join(tlsFolder, name), path);
    giveTo(user, path);
  }
}

/** Runs pg_basebackup; what it says when it fails. */
async function copy(
  config: NativeConfig,
  { slot }: Standby,
  draft: string,
  user: SystemUser | undefined,
): Promise<string | undefined> {
  const data = join(draft, "data");
  const args = [
    `--pgdata=${data}`,
    "--wal-method=stream",
    `--slot=${slot}`,
    "--checkpoint=fast",
    "--no-password",
    `--dbname=${primaryConninfo(config, draft)}`,
  ];
  for (const deadline = Date.now() + slotLimit; ; await sleep(pollMs)) {
    const { ok, stderr } = await runProgram(config.bin, "pg_basebackup", args, user, { timeout: cloneLimit });
    if (ok) return undefined;
    if (!/slot ".*" is active/.test(stderr) || Date.now() > deadline) return stderr;
    rmSync(data, { recursive: true, force: true });
  }
}

function cloneError(config: NativeConfig, { name, primaryPort }: Standby, said: string): UserError {
  const known = startError(config, said);
  if (known.where !== undefined) return known;
  return new UserError(`${name} cannot be cloned from the server on port ${primaryPort}: ${said.trim()}`, {
    mend: "Run `npx pgstack up`: it makes the server, the role and the slot that a replica needs.",
  });
}
