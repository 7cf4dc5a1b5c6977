import { setTimeout as sleep } from "node:timers/promises";
import { removeRunFile, runFile } from "../../embedded/run-folder/run-files.ts";
import { processStart } from "../../machine/process-start.ts";
import { runningProcess } from "../embedded/server-process.ts";

const pollMs = 20;

/** A signal, and how long to wait for what it does, in milliseconds. */
type Step = readonly [signal: NodeJS.Signals, limit: number];

/** Ends the connections and writes a checkpoint; PostgreSQL's "fast". */
const inOrder: Step = ["SIGINT", 20_000];
/** Writes nothing any more, as if the machine had lost its power; PostgreSQL's "immediate". */
const atOnce: Step = ["SIGQUIT", 10_000];
const killed: Step = ["SIGKILL", 10_000];

/**
 * Ends the server of a run folder, if it runs.
 *
 * @param how `at once` when its data is gone, or it never became ready. @default "in order"
 */
export async function endServer(runFolder: string, how: "in order" | "at once" = "in order"): Promise<void> {
  const server = runningProcess(runFolder);
  if (server !== undefined) {
    const gone = () => processStart(server.pid) !== server.processStart;
    for (const [signal, limit] of [...(how === "in order" ? [inOrder] : []), atOnce, killed]) {
      send(server.pid, signal);
      if (await comesTrue(gone, limit)) break;
    }
  }
  removeRunFile(runFolder, runFile.process);
}

async function comesTrue(condition: () => boolean, limit: number): Promise<boolean> {
  for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
    if (condition()) return true;
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
    // One that is suspended acts on no signal until it goes on.
    process.kill(pid, "SIGCONT");
  } catch (error) {
    // It has ended by itself in this moment.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
