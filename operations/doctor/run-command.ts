import { execFile } from "node:child_process";

/** How a command ended: its output, or why it has none. */
export type CommandResult =
  | { readonly ran: true; readonly stdout: string }
  | { readonly ran: false; readonly missing: boolean; readonly said: string };

/** Runs a command for what it prints, with a time limit in milliseconds; never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  timeout = 3_000,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(command, [...args], { timeout }, (error, stdout, stderr) => {
      if (error === null) resolve({ ran: true, stdout: stdout.trim() });
      else resolve({ ran: false, missing: error.code === "ENOENT", said: stderr.trim() || error.message });
    });
  });
}
