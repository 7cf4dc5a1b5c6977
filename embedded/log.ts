import { writeSync } from "node:fs";

/**
 * Writes a line to the server's log. Directly to the file, because the engine's thread blocks for as long as a statement
 * runs, and the console would hold back its lines until then.
 */
export function log(text: string): void {
  for (const line of text.trimEnd().split("\n")) {
    writeSync(1, `${new Date().toISOString()} ${line}\n`);
  }
}
