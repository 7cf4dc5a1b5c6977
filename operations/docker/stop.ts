import type { DockerServer } from "./docker-server.ts";
import { mustRun } from "./must-run.ts";
import { status } from "./status.ts";

/**
 * Stops the container with its own stop signal and limit: the server ends its connections, writes a checkpoint, and ends.
 * Does nothing when there is none that runs. The daemon does not start it again by itself.
 *
 * @throws UserError when the daemon does not answer
 */
export async function stop(server: DockerServer): Promise<void> {
  const { state } = await status(server);
  if (state === "absent" || state === "stopped") return;
  // A paused one could not write its checkpoint.
  if (state === "paused") await mustRun(server, "unpause");
  await mustRun(server, "stop");
}
