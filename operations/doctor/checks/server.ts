import { isPortFree } from "../../../settings/is-port-free.ts";
import { fromProject, runFolder } from "../../../settings/paths.ts";
import { recallServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import { status } from "../../embedded/status.ts";
import type { Finding } from "../finding.ts";

/** The stack's server, and the port it has or is to have. */
export async function checkServer(settings: Settings): Promise<Finding[]> {
  const { stack, dataFolder, port: wanted } = settings;
  const { state } = await status(runFolder(stack), `${fromProject(dataFolder)}/${stack}`);
  const remembered = recallServer(stack);
  const running = state === "running";
  const kind = remembered?.kind ?? "none yet";
  const server: Finding =
    remembered !== undefined && !running
      ? {
          name: "Server",
          level: "warn",
          found: `${kind}, ${state}`,
          mend: "`npm run up` starts it, with its data.",
        }
      : {
          name: "Server",
          level: "ok",
          found: running ? `${kind}, running` : "none yet: `npm run up` makes one",
        };
  const port = wanted === "auto" ? remembered?.port : wanted;
  if (port === undefined)
    return [server, { name: "Port", level: "ok", found: "auto: a free one is chosen at the first up" }];
  return [server, await checkPort(port, running && remembered?.port === port)];
}

async function checkPort(port: number, ours: boolean): Promise<Finding> {
  const name = "Port";
  if (ours) return { name, level: "ok", found: `${port}, the server's` };
  if (await isPortFree(port)) return { name, level: "ok", found: `${port} is free` };
  return {
    name,
    level: "fail",
    found: `${port} is taken by another program`,
    mend: "End it, or set pgstack:port to another.",
  };
}
