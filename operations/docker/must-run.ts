import { UserError } from "../../errors/user-error.ts";
import { docker } from "../../machine/docker/docker.ts";
import { upCommand } from "../server/up-command.ts";
import type { DockerServer } from "./docker-server.ts";

/** How long a command of the Docker client may take, in milliseconds: a stop gives the server a minute. */
const limit = 120_000;

/**
 * Runs a command of the Docker client on the server's container.
 * @throws UserError with what the daemon says
 */
export async function mustRun(
  { stack, host, name, port }: DockerServer,
  command: "start" | "stop" | "unpause",
): Promise<void> {
  const answer = await docker(host, [command, name], { timeout: limit });
  if (answer.ran) return;
  if (/address already in use|port is already allocated/i.test(answer.said)) {
    throw new UserError(`port ${port} is taken by another program`, {
      where: "pgstack:port",
      mend: "End that program, or set pgstack:port to a free one and run `up`: the data stays.",
    });
  }
  throw new UserError(`the daemon does not ${command} the container: ${answer.said}`, {
    where: `docker ${command} ${name}`,
    mend: `Run \`${upCommand(stack)}\`: it makes again what is missing.`,
  });
}
