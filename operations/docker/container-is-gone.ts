import { UserError } from "../../errors/user-error.ts";
import { inspect } from "../../machine/docker/docker.ts";
import { upCommand } from "../server/up-command.ts";
import type { DockerServer } from "./docker-server.ts";

/** The error for a server whose container was removed: its data is still there, or was removed as well. */
export async function containerIsGone({ stack, host, name }: DockerServer): Promise<UserError> {
  const kept = (await inspect(host, "volume", name)) !== undefined;
  return new UserError(
    kept
      ? "the server's container was removed; its volume is there, with the data"
      : "the server's container was removed, and its volume with the data",
    {
      where: `docker container ${name}`,
      mend: kept
        ? `Run \`${upCommand(stack)}\`: it makes the container again.`
        : `Run \`${upCommand(stack)}\`: it makes a new server, with everything that is declared.`,
    },
  );
}
