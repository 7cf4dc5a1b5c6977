import { join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { fromProject, runFolder, stackFolder } from "../../settings/paths.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { answers } from "../embedded/answers.ts";
import { runningProcess } from "../embedded/server-process.ts";
import { host } from "../native/native-config.ts";
import { start } from "../native/start.ts";
import { status } from "../native/status.ts";
import { stop } from "../native/stop.ts";
import { dataIsGone } from "./data-is-gone.ts";
import type { LocalServer } from "./local-server.ts";
import { printLogFile } from "./print-log-file.ts";

/** The native server: a process with a run folder. */
export function nativeServer(remembered: RememberedServer, settings: Settings): LocalServer {
  const { stack, memory } = settings;
  const folder = runFolder(stack);
  const dataFolder = join(fromProject(settings.dataFolder), stack);
  return {
    kind: "native",
    status: async () => (await status(folder, dataFolder)).state,
    async start() {
      const { port, bin = "", adminUser = settings.adminUser } = remembered;
      const { state } = await status(folder, dataFolder);
      if (state === "absent") throw dataIsGone(stack, dataFolder);
      if (state === "running" && (await answers(host, port))) return;
      // Where components/server/admin-password.ts has it.
      const adminPassword = join(stackFolder(stack), "admin.password");
      await start({ bin, runFolder: folder, dataFolder, port, adminUser, adminPassword, memory });
    },
    stop: () => stop(folder),
    logs: (options, out) =>
      printLogFile(join(folder, runFile.log), options, out, () => runningProcess(folder) !== undefined),
  };
}
