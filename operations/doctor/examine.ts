import { type RememberedServer, recallServer } from "../../settings/remembered-server.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { Settings } from "../../settings/settings.ts";
import { checkDocker } from "./checks/docker.ts";
import { checkLimits } from "./checks/limits.ts";
import { checkLocalState } from "./checks/local-state.ts";
import { checkNativePostgres } from "./checks/native-postgres.ts";
import { checkNode } from "./checks/node.ts";
import { checkOwnPlugIn } from "./checks/own-plug-in.ts";
import { checkPgvector } from "./checks/pgvector.ts";
import { checkPlugIns } from "./checks/plug-ins.ts";
import { checkLanguageHost, checkPulumi, type FoundCli } from "./checks/pulumi.ts";
import { checkDisk, checkMemory } from "./checks/resources.ts";
import { checkServer } from "./checks/server.ts";
import { checkSettings } from "./checks/settings.ts";
import { checkStackLock, type LockHolder } from "./checks/stack-lock.ts";
import { checkWatched } from "./checks/watched.ts";
import type { Finding } from "./finding.ts";
import { lookAtMachine } from "./machine.ts";
import { pgvectorVersion } from "./pgvector-version.ts";

/** What is known before the checks are made. */
export interface Examined {
  /** The stack's settings, or what is wrong with them. */
  readonly settings: Settings | Error;
  /** The CLI that was found without building one. */
  readonly cli: FoundCli | undefined;
  /** Runs that took the lock of the stack. */
  readonly locks: readonly LockHolder[];
}

/** What this machine has and lacks for the stack; what takes its time runs side by side. */
export async function examine({ settings, cli, locks }: Examined): Promise<Finding[]> {
  const valid = settings instanceof Error ? undefined : settings;
  const remembered = valid === undefined ? undefined : recallServer(valid.stack);
  const kind = remembered?.kind ?? valid?.server;
  const machine = lookAtMachine(valid, remembered);
  const findings = await Promise.all([
    checkNode(),
    checkPulumi(cli),
    checkOwnPlugIn(),
    checkLanguageHost(cli),
    machine.then(({ plugIns }) => checkPlugIns(plugIns, kind)),
    machine.then(({ daemon, daemonChosenBy }) => checkDocker(daemon, daemonChosenBy, kind === "docker")),
    machine.then(({ postgres, psql, noData }) =>
      checkNativePostgres(postgres, psql, kind === "native", noData),
    ),
    checkSettings(settings),
    ...(valid === undefined ? [] : valid.production ? [inAws(valid.production)] : local(valid, locks)),
    ...(valid?.environment === "dev" ? [machine.then((found) => checkServer(valid, remembered, found))] : []),
    ...(valid?.environment === "dev" && remembered !== undefined
      ? [checkWatched(valid, remembered), checkVectors(valid, remembered), checkLimits(remembered)]
      : []),
  ]);
  return findings.flat();
}

async function checkVectors(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const version = await pgvectorVersion(settings, remembered);
  return version === undefined ? [] : checkPgvector(version);
}

/** Of a server in AWS nothing is looked at here. */
function inAws({ server, identifier, engineVersion, region }: ProductionSettings): Finding {
  const engine = server === "aurora" ? "Aurora PostgreSQL" : "RDS for PostgreSQL";
  return { name: "Server", level: "ok", found: `${engine} ${engineVersion}, ${identifier} in ${region}` };
}

function local(settings: Settings, locks: readonly LockHolder[]): Finding[] {
  return [checkLocalState(), checkStackLock(locks), checkDisk(settings), checkMemory(settings)];
}
