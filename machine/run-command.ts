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
}

/** Runs a command for what it prints; never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeout = 3_000, ...options }: RunOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(command, [...args], { timeout, ...options }, (error, stdout, stderr) => {
      if (error === null) resolve({ ran: true, stdout: stdout.trim() });
      else resolve({ ran: false, missing: error.code === "ENOENT", said: stderr.trim() || error.message });
    });
  });
}
