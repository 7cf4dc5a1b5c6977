import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { onTestFinished } from "vitest";

/** How a process ended. */
export interface EndedProcess {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface RunningProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly ended: Promise<EndedProcess>;
}

/** Starts a process, in a group of its own as a shell does; what is left of it at the end of the test is killed. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): RunningProcess {
  const child = spawn(command, [...args], { stdio: "pipe", detached: true, ...options });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = new Promise<EndedProcess>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const pid = child.pid ?? 0;
  onTestFinished(() => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // All of the group have ended.
    }
  });
  return { pid, child, ended };
}

/** Runs a process to its end. */
export function runProcess(
  command: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<EndedProcess> {
  return startProcess(command, args, options).ended;
}

/** Polls until a condition holds. @throws Error when it does not within ten seconds */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what}: not within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
