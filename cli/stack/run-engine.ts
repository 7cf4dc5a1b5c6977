import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Progress, RunReport } from "../output/progress.ts";
import { runError } from "./run-error.ts";
import type { EndOfLog } from "./server-log.ts";

/** What an engine's run is given to tell its events to. */
export interface EngineOptions {
  readonly onEvent: (event: EngineEvent) => void;
  readonly onError: (text: string) => void;
}

/**
 * Runs the engine and shows what it does.
 *
 * Ctrl-C reaches the engine by the terminal's process group; this process only waits for it to end in order, or the
 * stack's lock would stay behind.
 *
 * @param givenUp the ends of the logs of containers that were given up meanwhile
 * @throws UserError with everything the engine reported as wrong; or the program's own UserError
 */
export async function runEngine(
  what: string,
  progress: Progress,
  run: (options: EngineOptions) => Promise<unknown>,
  givenUp: () => Promise<readonly EndOfLog[]> = async () => [],
): Promise<RunReport> {
  const stderr: string[] = [];
  let interrupted = false;
  const wait = () => {
    interrupted = true;
    progress.step("stopping: what is under way is brought to an end");
  };
  process.on("SIGINT", wait);
  try {
    await run({ onEvent: (event) => progress.onEvent(event), onError: (text) => stderr.push(text) });
    return progress.finish();
  } catch (error) {
    const report = progress.finish();
    const logs = await givenUp();
    throw await runError({ what, interrupted, report, stderr: stderr.join(""), logs, cause: error });
  } finally {
    process.off("SIGINT", wait);
  }
}
