import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { logs } from "../docker/logs.ts";
import { start } from "../docker/start.ts";
import { status } from "../docker/status.ts";
import { stop } from "../docker/stop.ts";
import type { LocalServer } from "./local-server.ts";

/** The Docker server: a container with a volume. */
export function dockerServer(
  { dockerHost: host = "", name = "", port }: RememberedServer,
  { stack }: Settings,
): LocalServer {
  const server = { stack, host, name, port };
  return {
    kind: "docker",
    status: async () => (await status(server)).state,
    start: () => start(server),
    stop: () => stop(server),
    logs: (options, out) => logs(server, options, out),
  };
}
