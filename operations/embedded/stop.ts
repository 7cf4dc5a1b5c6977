import { existsSync } from "node:fs";
import { withRunLock } from "../run-lock.ts";
import { endServer } from "./server-process.ts";

/**
 * Stops the server: it finishes the running statement, writes a checkpoint, and ends; after 20 s it is killed, which loses
 * nothing committed. Does nothing when it does not run.
 */
export async function stop(runFolder: string): Promise<void> {
  if (!existsSync(runFolder)) return;
  await withRunLock(runFolder, () => endServer(runFolder));
}
