import { join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { fromProject, runFolder } from "../../settings/paths.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { answers } from "../embedded/answers.ts";
import { runningProcess } from "../embedded/server-process.ts";
import { start } from "../embedded/start.ts";
import { status } from "../embedded/status.ts";
import { stop } from "../embedded/stop.ts";
import { dataIsGone } from "./data-is-gone.ts";
import type { LocalServer } from "./local-server.ts";
import { printLogFile } from "./print-log-file.ts";

const host = "127.0.0.1";

/** The embedded server: a process with a run folder. */
export function embeddedServer(remembered: RememberedServer, settings: Settings): LocalServer {
  const { stack, memory } = settings;
  const folder = runFolder(stack);
  const dataFolder = join(fromProject(settings.dataFolder), stack);
  return {
    kind: "embedded",
    status: async () => (await status(folder, dataFolder)).state,
    async start() {
      const { port, adminUser = settings.adminUser, database = settings.database } = remembered;
      const { state } = await status(folder, dataFolder);
      if (state === "absent") throw dataIsGone(stack, dataFolder);
      if (state === "running" && (await answers(host, port))) return;
      await start({ runFolder: folder, dataFolder, host, port, database, adminUser, memory });
    },
    stop: () => stop(folder),
    logs: (options, out) =>
      printLogFile(join(folder, runFile.log), options, out, () => runningProcess(folder) !== undefined),
  };
}
