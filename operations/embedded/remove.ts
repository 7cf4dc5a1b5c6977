import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lockName, readMarker, readOwner } from "../../embedded/cluster/data-folder.ts";
import { UserError } from "../../errors/user-error.ts";
import { tryLock } from "../../machine/file-lock.ts";
import { withRunLock } from "../run-lock.ts";
import { endServer } from "./server-process.ts";

/**
 * Stops the server and deletes its data and its run folder. Does nothing where there is nothing.
 *
 * @throws UserError if the data folder is not one that pgstack made, or another process uses it
 */
export async function remove(runFolder: string, dataFolder: string): Promise<void> {
  if (!existsSync(runFolder)) {
    removeData(dataFolder);
    return;
  }
  await withRunLock(runFolder, async () => {
    await endServer(runFolder);
    removeData(dataFolder);
    rmSync(runFolder, { recursive: true, force: true });
  });
}

function removeData(dataFolder: string): void {
  if (!existsSync(dataFolder)) return;
  if (readdirSync(dataFolder).length > 0) {
    if (readMarker(dataFolder) === undefined) {
      throw new UserError(`${dataFolder} is not a data folder that pgstack made, and is left as it is`, {
        where: "pgstack:dataFolder",
        mend: "If it may go, delete it by hand; then run this again.",
      });
    }
    const lock = tryLock(join(dataFolder, lockName), 500);
    if (lock === undefined) {
      const owner = readOwner(dataFolder);
      throw new UserError(`the data folder ${dataFolder} is in use by process ${owner ?? "?"}`, {
        where: "pgstack:dataFolder",
        mend: `End that process (\`kill ${owner ?? "<pid>"}\`), then run this again.`,
      });
    }
    lock.release();
  }
  rmSync(dataFolder, { recursive: true, force: true });
}
