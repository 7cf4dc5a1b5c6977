import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { UserError } from "../../errors/user-error.ts";
import type { Progress, RunReport } from "../output/progress.ts";
import { stackIsHeld } from "../workspace/run-lock.ts";

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
 * @throws UserError with everything the engine reported as wrong; or the program's own UserError
 */
export async function runEngine(
  what: string,
  progress: Progress,
  run: (options: EngineOptions) => Promise<unknown>,
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
    throw explain(what, interrupted, report, stderr.join(""), error);
  } finally {
    process.off("SIGINT", wait);
  }
}

/** What the engine says when another run, one of plain `pulumi`, has the stack, or takes it in the same moment. */
const otherRun = [
  /the stack is currently locked by \d+ lock/,
  /stat \S+\/\.pulumi\/locks\/\S+: no such file/,
];

function explain(
  what: string,
  interrupted: boolean,
  report: RunReport,
  stderr: string,
  cause: unknown,
): UserError {
  if (interrupted) {
    return new UserError(`${what} was interrupted`, {
      mend: "Run it again: it goes on where it stopped.",
      cause,
    });
  }
  if (otherRun.some((words) => words.test(stderr))) return stackIsHeld(cause);
  const lines = [...new Set(report.errors)].filter((line) => !isEcho(line));
  const reported =
    lines.length > 0 ? lines : [stderr.trim() || (cause instanceof Error ? cause.message : String(cause))];
  return new UserError(
    [`${what} failed`, ...reported.map((line) => `  ${line.replaceAll("\n", "\n  ")}`)].join("\n"),
    {
      mend: "What was done before stays done: mend the cause and run it again.",
      cause,
    },
  );
}

/** The engine's summing up of what it has reported already. */
function isEcho(line: string): boolean {
  return /^(update|preview|destroy|refresh) failed$/.test(line) || line.startsWith("Program failed");
}
