import { execFile } from "node:child_process";

/** How a command ended: its output, or why it has none. */
export type CommandResult =
  | { readonly ran: true; readonly stdout: string }
  | { readonly ran: false; readonly missing: boolean; readonly said: string };

export interface RunOptions {
  /** In milliseconds. @default 3000 */
  readonly timeout?: number;
  /** Folder to run it in. @default this process's */
  readonly cwd?: string;
  /** What the command reads from its standard input, where a secret is seen by nobody else. @default nothing */
  readonly input?: string;
  /** All of its environment. @default this process's */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends it where it is aborted. @default never */
  readonly signal?: AbortSignal;
}

/** Runs a command for what it prints; never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeout = 3_000, input, ...options }: RunOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = execFile(command, [...args], { timeout, ...options }, (error, stdout, stderr) => {
      if (error === null) resolve({ ran: true, stdout: stdout.trim() });
      else resolve({ ran: false, missing: error.code === "ENOENT", said: stderr.trim() || error.message });
    });
    if (input === undefined) return;
    // One that ends without reading it says why by how it ends.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
