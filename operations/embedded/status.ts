import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMarker } from "../../embedded/cluster/data-folder.ts";
import { type ReadyServer, readRunFile, runFile } from "../../embedded/run-folder/run-files.ts";
import { endServer, runningProcess } from "./server-process.ts";

/** How an embedded server is. */
export type EmbeddedStatus =
  | ({ readonly state: "running" } & ReadyServer)
  /** Its data is there, its process is not. */
  | { readonly state: "stopped" }
  /** There is no data. */
  | { readonly state: "absent" };

/**
 * Looks how the server of a run folder is. One that still runs though its data was deleted is ended: it must not write
 * any more.
 */
export async function status(runFolder: string, dataFolder: string): Promise<EmbeddedStatus> {
  const ready = readRunFile<ReadyServer>(runFolder, runFile.ready);
  const server = runningProcess(runFolder);
  if (!existsSync(join(dataFolder, "PG_VERSION")) || readMarker(dataFolder)?.state !== "ready") {
    if (server !== undefined && ready !== undefined) await endServer(runFolder, "SIGKILL");
    return { state: "absent" };
  }
  const running =
    ready !== undefined && server?.pid === ready.pid && server.processStart === ready.processStart;
  return running ? { ...ready, state: "running" } : { state: "stopped" };
}
