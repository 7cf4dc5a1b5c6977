import { existsSync, readdirSync, rmSync } from "node:fs";
import { UserError } from "../../errors/user-error.ts";
import { withRunLock } from "../run-lock.ts";
import { readDataMarker } from "./data-marker.ts";
import { removeAbandoned } from "./drafts.ts";
import { endServer } from "./end-server.ts";
import { postmasterOf } from "./postmaster.ts";
import { removeSocketFolder } from "./socket-folder.ts";
import { lastStart } from "./started-with.ts";

/**
 * Stops the server and deletes its data, its run folder and its socket's. Does nothing where there is nothing.
 *
 * @throws UserError if the data folder is not one that pgstack made, or another server uses it
 */
export async function remove(runFolder: string, dataFolder: string): Promise<void> {
  if (!existsSync(runFolder)) {
    await removeData(dataFolder);
    return;
  }
  await withRunLock(runFolder, async () => {
    await endServer(runFolder);
    await removeData(dataFolder);
    const socketFolder = lastStart(runFolder)?.config.socketFolder;
    if (socketFolder !== undefined) removeSocketFolder(socketFolder);
    rmSync(runFolder, { recursive: true, force: true });
  });
}

async function removeData(dataFolder: string): Promise<void> {
  await removeAbandoned(dataFolder);
  if (!existsSync(dataFolder)) return;
  if (readdirSync(dataFolder).length > 0 && readDataMarker(dataFolder) === undefined) {
    throw new UserError(`${dataFolder} is not a data folder that pgstack made, and is left as it is`, {
      where: "pgstack:dataFolder",
      mend: "If it may go, delete it by hand; then run this again.",
    });
  }
  const other = postmasterOf(dataFolder);
  if (other !== undefined) {
    throw new UserError(`the data folder ${dataFolder} is in use by process ${other}`, {
      where: "pgstack:dataFolder",
      mend: `End that process (\`kill -INT ${other}\`), then run this again.`,
    });
  }
  rmSync(dataFolder, { recursive: true, force: true });
}
