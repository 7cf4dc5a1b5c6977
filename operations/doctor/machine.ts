import { UserError } from "../../errors/user-error.ts";
import { type DockerDaemon, findDaemon, type NoDaemon } from "../../machine/docker/daemon.ts";
import { findPostgres, type PostgresSearch } from "../../machine/native-postgres.ts";
import { type CommandResult, runCommand } from "../../machine/run-command.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { closedToServer } from "./closed-to-server.ts";
import { type FoundPlugIn, findPlugIns } from "./plug-ins-of-kinds.ts";

/** What this machine has for the kinds of servers. */
export interface Machine {
  readonly daemon: DockerDaemon | NoDaemon;
  /** What names the daemon, for people. */
  readonly daemonChosenBy: string | undefined;
  /** Servers' programs, or what is wrong with the folder that a setting names. */
  readonly postgres: PostgresSearch | UserError;
  /** Why such a server could not get at its data, as a sentence without its period. */
  readonly noData: string | undefined;
  /** What `psql --version` gave. */
  readonly psql: CommandResult;
  readonly plugIns: readonly FoundPlugIn[];
}

/**
 * Looks at what the kinds of servers need, all at once.
 *
 * @param settings the stack's, where they are valid
 * @param remembered the server the stack has: its daemon and its programs are the ones looked at
 */
export async function lookAtMachine(
  settings: Settings | undefined,
  remembered: RememberedServer | undefined,
): Promise<Machine> {
  const folder = settings === undefined || settings.postgresBin === "auto" ? undefined : settings.postgresBin;
  const kind = remembered?.kind ?? settings?.server;
  const [daemon, daemonChosenBy, postgres, psql, plugIns] = await Promise.all([
    findDaemon(remembered?.dockerHost),
    chosenBy(remembered),
    findPostgres(remembered?.bin ?? folder).catch(asUserError),
    runCommand("psql", ["--version"]),
    findPlugIns(kind !== undefined && kind !== "embedded"),
  ]);
  return { daemon, daemonChosenBy, postgres, noData: settings && noData(settings), psql, plugIns };
}

function noData(settings: Settings): string | undefined {
  try {
    const closed = closedToServer(settings);
    return closed === undefined
      ? undefined
      : `PostgreSQL does not run as root, and an ordinary user may not enter ${closed}`;
  } catch (error) {
    return asUserError(error).message.split("\n", 1)[0];
  }
}

async function chosenBy(remembered: RememberedServer | undefined): Promise<string | undefined> {
  if (remembered?.dockerHost !== undefined) return "the stack's";
  if (process.env.DOCKER_HOST) return "DOCKER_HOST";
  const context = await runCommand("docker", ["context", "inspect", "--format", "{{.Name}}"]);
  return context.ran && context.stdout !== "" ? `context ${context.stdout}` : undefined;
}

function asUserError(error: unknown): UserError {
  if (UserError.isInstance(error)) return error;
  throw error;
}
