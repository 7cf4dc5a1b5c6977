import { UserError } from "../../../errors/user-error.ts";
import { recallServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import { dockerServerOf } from "../docker-server.ts";
import type { ServerInDocker } from "./upgrade-plan.ts";

/**
 * A stack's server as it is remembered.
 * @throws UserError when there is none, or it is not in Docker
 */
export function serverInDocker(
  settings: Pick<Settings, "stack" | "replicas" | "pgbouncer">,
  root?: string,
): ServerInDocker {
  const { stack } = settings;
  const remembered = recallServer(stack, root);
  if (remembered?.kind === "docker") return { server: dockerServerOf(remembered, settings), remembered };
  if (remembered === undefined) {
    throw new UserError(`stack ${stack} has no server yet`, { mend: "Run `npx pgstack up`: it makes one." });
  }
  throw new UserError(
    `only the docker server's data is upgraded, and stack ${stack} has the ${remembered.kind} server`,
    {
      where: `stack ${stack}`,
      mend: "Dump what you need (pg_dump), run `npx pgstack destroy` and `npx pgstack up`, and restore it (pg_restore).",
    },
  );
}
