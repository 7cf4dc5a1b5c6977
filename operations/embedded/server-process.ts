import { setTimeout as sleep } from "node:timers/promises";
import {
  type ReadyServer,
  readRunFile,
  removeRunFile,
  runFile,
} from "../../embedded/run-folder/run-files.ts";
import { processStart } from "../../machine/process-start.ts";

/** How long a server has to stop in order, in milliseconds, before it is killed. */
const stopLimit = 20_000;
const pollMs = 20;

type ServerProcess = Pick<ReadyServer, "pid" | "processStart">;

/** The server's process, if it runs: the very one, not a later one with its number. */
export function runningProcess(runFolder: string): ServerProcess | undefined {
  const known = readRunFile<ServerProcess>(runFolder, runFile.process);
  return known !== undefined && processStart(known.pid) === known.processStart ? known : undefined;
}

/**
 * Ends the server's process, if it runs, and takes away what said that it did.
 *
 * @param signal SIGKILL leaves it no time to write anything
 */
export async function endServer(runFolder: string, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  const server = runningProcess(runFolder);
  if (server !== undefined) {
    send(server, signal);
    if (!(await isGone(server, stopLimit))) {
      send(server, "SIGKILL");
      await isGone(server, stopLimit);
    }
  }
  for (const name of [runFile.ready, runFile.process]) removeRunFile(runFolder, name);
}

async function isGone(server: ServerProcess, limit: number): Promise<boolean> {
  for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
    if (processStart(server.pid) !== server.processStart) return true;
  }
  return false;
}

function send({ pid }: ServerProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended by itself in this moment.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
