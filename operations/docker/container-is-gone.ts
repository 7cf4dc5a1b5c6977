import { UserError } from "../../errors/user-error.ts";
import { inspect } from "../../machine/docker/docker.ts";
import { upCommand } from "../server/up-command.ts";
import type { DockerServer } from "./docker-server.ts";
import { containerName, primary } from "./members.ts";

/** The error for a container of the server that was removed: its data is still there, or was removed as well. */
export async function containerIsGone(server: DockerServer, part: string = primary): Promise<UserError> {
  const { stack, host, name } = server;
  const where = `docker container ${containerName(server, part)}`;
  const again = `Run \`${upCommand(stack)}\`: it makes the container again.`;
  if (part !== primary) return new UserError(`there is no container of ${part}`, { where, mend: again });
  const kept = (await inspect(host, "volume", name)) !== undefined;
  return new UserError(
    kept
      ? "the server's container was removed; its volume is there, with the data"
      : "the server's container was removed, and its volume with the data",
    {
      where,
      mend: kept
        ? again
        : `Run \`${upCommand(stack)}\`: it makes a new server, with everything that is declared.`,
    },
  );
}
