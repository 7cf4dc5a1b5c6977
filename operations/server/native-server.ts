import { basename, join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { fromProject, runFolder } from "../../settings/paths.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import { replicaNames } from "../../settings/replica-names.ts";
import type { Settings } from "../../settings/settings.ts";
import { runningProcess } from "../embedded/server-process.ts";
import { isOlderData, olderData } from "../native/inspect-data.ts";
import { replicaDataFolder, replicaRunFolder } from "../native/replica-folders.ts";
import { replicaRunFolders } from "../native/stack-replicas.ts";
import { start } from "../native/start.ts";
import { lastStart } from "../native/started-with.ts";
import { status } from "../native/status.ts";
import { stop } from "../native/stop.ts";
import { dataIsGone } from "./data-is-gone.ts";
import type { LocalServer, ServerPart } from "./local-server.ts";
import { printLogFile } from "./print-log-file.ts";

const primary = "primary";

/** The native server: a process with a run folder, and one for each of its replicas. It starts as it was started last. */
export function nativeServer(_remembered: RememberedServer, settings: Settings): LocalServer {
  const { stack } = settings;
  const folder = runFolder(stack);
  const dataFolder = join(fromProject(settings.dataFolder), stack);
  const statusNow = async () => (await status(folder, dataFolder)).state;
  return {
    kind: "native",
    status: statusNow,
    async parts() {
      const replicas = [
        ...replicaRunFolders(stack).map((path) => basename(path)),
        ...replicaNames(settings.replicas),
      ];
      const parts: ServerPart[] = [{ name: primary, status: await statusNow() }];
      for (const name of [...new Set(replicas)].sort()) {
        const { state } = await status(replicaRunFolder(stack, name), replicaDataFolder(dataFolder, name));
        parts.push({ name, status: state });
      }
      return parts;
    },
    async start() {
      if (isOlderData(dataFolder)) throw olderData(dataFolder);
      const last = lastStart(folder);
      if (last === undefined || (await statusNow()) === "absent") throw dataIsGone(stack, dataFolder);
      await start(last.config);
      for (const replica of replicaRunFolders(stack)) {
        const started = lastStart(replica);
        if (started !== undefined) await start(started.config);
      }
    },
    async stop() {
      // The server first: it sends its replicas all that was written.
      await stop(folder);
      for (const replica of replicaRunFolders(stack)) await stop(replica);
    },
    logs: (options, out) => {
      const { of: part = primary } = options;
      const whose = part === primary ? folder : replicaRunFolder(stack, part);
      return printLogFile(join(whose, runFile.log), options, out, () => runningProcess(whose) !== undefined);
    },
  };
}
