import { UserError } from "../../errors/user-error.ts";
import { docker } from "../../machine/docker/docker.ts";
import { upCommand } from "../server/up-command.ts";
import type { DockerServer } from "./docker-server.ts";
import type { Member } from "./members.ts";
import { portIsTaken } from "./port-is-taken.ts";

/** How long a command of the Docker client may take, in milliseconds: a stop gives the server a minute. */
const limit = 120_000;

/**
 * Runs a command of the Docker client on a container of the server's.
 * @throws UserError with what the daemon says
 */
export async function mustRun(
  { stack, host }: DockerServer,
  { part, container }: Member,
  command: "start" | "stop" | "unpause",
): Promise<void> {
  const { name, wantedPorts } = container;
  const answer = await docker(host, [command, name], { timeout: limit });
  if (answer.ran) return;
  const [port] = wantedPorts;
  if (port !== undefined && /address already in use|port is already allocated/i.test(answer.said))
    throw portIsTaken(stack, part, port);
  throw new UserError(`the daemon does not ${command} the container: ${answer.said}`, {
    where: `docker ${command} ${name}`,
    mend: `Run \`${upCommand(stack)}\`: it makes again what is missing.`,
  });
}
