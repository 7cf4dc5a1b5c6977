import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { dockerServerOf } from "../docker/docker-server.ts";
import { logs } from "../docker/logs.ts";
import { parts } from "../docker/parts.ts";
import { start } from "../docker/start.ts";
import { status } from "../docker/status.ts";
import { stop } from "../docker/stop.ts";
import type { LocalServer } from "./local-server.ts";

/** The Docker server: containers with their volumes. */
export function dockerServer(remembered: RememberedServer, settings: Settings): LocalServer {
  const server = dockerServerOf(remembered, settings);
  return {
    kind: "docker",
    status: async () => (await status(server)).state,
    parts: () => parts(server),
    start: () => start(server),
    stop: () => stop(server),
    logs: (options, out) => logs(server, options, out),
  };
}
