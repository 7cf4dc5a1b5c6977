import type { DockerServer } from "./docker-server.ts";
import { isReplica, members } from "./members.ts";
import { mustRun } from "./must-run.ts";
import { partState, status } from "./status.ts";

/**
 * Stops the containers with their own stop signal and limit: the pooler, so that nobody waits in it; the primary, which
 * ends its connections, gives its replicas all that was written, writes a checkpoint, and ends; the replicas. Does nothing
 * where none runs. The daemon does not start them again by itself.
 *
 * @throws UserError when the daemon does not answer
 */
export async function stop(server: DockerServer): Promise<void> {
  await status(server);
  const running = (await members(server)).filter(({ container }) => partState(container) !== "stopped");
  // One that is paused could not write its checkpoint, nor take what the primary waits to hand over.
  for (const member of running)
    if (partState(member.container) === "paused") await mustRun(server, member, "unpause");
  const [others, replicas] = [false, true].map((wanted) =>
    running.filter(({ part }) => isReplica(part) === wanted),
  );
  for (const member of [...(others ?? []).reverse(), ...(replicas ?? [])])
    await mustRun(server, member, "stop");
}
