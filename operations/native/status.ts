import { runningProcess } from "../embedded/server-process.ts";
import { dataIdentity } from "./data-identity.ts";
import { endServer } from "./end-server.ts";
import { dataMajorVersion } from "./inspect-data.ts";
import { readPostmasterFile } from "./postmaster.ts";
import { lastStart } from "./started-with.ts";

/** A server that takes connections. */
export interface ReadyServer {
  readonly pid: number;
  readonly port: number;
  /** Of the programs it was started with, e.g. `17.6`. */
  readonly version: string;
  readonly majorVersion: number;
  /** PostgreSQL's own identifier of the data. */
  readonly systemIdentifier: string;
}

/** How a native server is. */
export type NativeStatus =
  | ({ readonly state: "running" } & ReadyServer)
  /** Its data is there, its process is not, or takes no connections. */
  | { readonly state: "stopped" }
  /** There is no data. */
  | { readonly state: "absent" };

/**
 * Looks how the server of a run folder is. One that still runs though its data was deleted is ended: it must not write
 * any more.
 */
export async function status(runFolder: string, dataFolder: string): Promise<NativeStatus> {
  const server = runningProcess(runFolder);
  const majorVersion = dataMajorVersion(dataFolder);
  if (majorVersion === undefined) {
    if (server !== undefined) await endServer(runFolder, "at once");
    return { state: "absent" };
  }
  const started = lastStart(runFolder);
  const file = readPostmasterFile(dataFolder);
  const identity = dataIdentity(dataFolder);
  const ready = server !== undefined && file?.pid === server.pid && file.ready;
  if (!ready || started === undefined || identity === undefined) return { state: "stopped" };
  const { systemIdentifier } = identity;
  return {
    state: "running",
    pid: server.pid,
    port: file.port,
    version: started.version,
    majorVersion,
    systemIdentifier,
  };
}
