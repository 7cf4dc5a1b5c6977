import { UserError } from "../../errors/user-error.ts";
import { type DockerDaemon, findDaemon, isDaemon } from "./daemon.ts";

/** The daemon that has a stack's server. @throws UserError when it does not answer */
export async function requireDaemon(host: string): Promise<DockerDaemon> {
  const daemon = await findDaemon(host);
  if (isDaemon(daemon)) return daemon;
  throw new UserError(`the stack's server is in Docker, and ${daemon.problem}`, {
    where: host,
    mend: daemon.mend,
  });
}
