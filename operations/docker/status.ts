import { UserError } from "../../errors/user-error.ts";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import type { DockerServer } from "./docker-server.ts";

/** How the primary of a server in Docker is. */
export type DockerStatus =
  | { readonly state: "running" | "paused" | "stopped"; readonly container: Container }
  /** There is no container; its volume may be there. */
  | { readonly state: "absent" };

/**
 * Looks how the primary's container is.
 * @throws UserError when the daemon does not answer, or the container is somebody else's
 */
export async function status({
  stack,
  host,
  name,
}: Pick<DockerServer, "stack" | "host" | "name">): Promise<DockerStatus> {
  const daemon = await findDaemon(host);
  if (!isDaemon(daemon)) {
    throw new UserError(`the stack's server is in Docker, and ${daemon.problem}`, {
      where: host,
      mend: daemon.mend,
    });
  }
  const container = await findContainer(host, name);
  if (container === undefined) return { state: "absent" };
  if (container.labels["pgstack.stack"] !== stack) {
    throw new UserError(`a container of somebody else's is called ${name}`, {
      where: `docker container ${name}`,
      mend: `Rename or remove it: it has no label pgstack.stack=${stack}.`,
    });
  }
  return { state: partState(container), container };
}

/** How a container is. One that the daemon starts again and again counts as running: it has to be stopped to end that. */
export function partState({ status }: Container): "running" | "paused" | "stopped" {
  if (status === "paused") return "paused";
  return status === "running" || status === "restarting" ? "running" : "stopped";
}
