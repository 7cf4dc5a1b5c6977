import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { dockerName } from "../../settings/docker-name.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";

/** Where a stack's containers, volumes and network are, if it has any. */
export interface StackInDocker {
  /** Address of a daemon that answers. */
  readonly host: string;
  /** Of the primary's container and volume, and of the network; all other names begin with it. */
  readonly name: string;
}

/**
 * Where a stack has its server in Docker, or would have it: a first run that failed or was killed has left things there
 * and no choice to remember. `undefined` with a server of another kind, or while no daemon answers.
 *
 * @param wanted what the setting says, for a stack that has no server yet
 */
export async function dockerOfStack(
  stack: string,
  wanted: Settings["server"] = "auto",
): Promise<StackInDocker | undefined> {
  const server = recallServer(stack);
  const kind = server?.kind ?? wanted;
  if (kind !== "docker" && kind !== "auto") return undefined;
  const daemon = await findDaemon(server?.dockerHost);
  return isDaemon(daemon) ? { host: daemon.host, name: server?.name ?? dockerName(stack) } : undefined;
}
