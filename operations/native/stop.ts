import { existsSync } from "node:fs";
import { withRunLock } from "../run-lock.ts";
import { countIncarnation } from "./count-incarnation.ts";
import { endServer } from "./end-server.ts";
import { lastStart } from "./started-with.ts";

/**
 * Stops the server: it ends its connections, writes a checkpoint, and ends; after 20 s it ends without one, which loses
 * nothing committed. Does nothing when it does not run.
 */
export async function stop(runFolder: string): Promise<void> {
  if (!existsSync(runFolder)) return;
  await withRunLock(runFolder, async () => {
    await endServer(runFolder);
    const started = lastStart(runFolder)?.config;
    if (started !== undefined && started.standby === undefined)
      countIncarnation(runFolder, started.dataFolder);
  });
}
