import { type DockerDaemon, isDaemon, type NoDaemon } from "../../../machine/docker/daemon.ts";
import type { Finding } from "../finding.ts";

/**
 * Whether there is a Docker daemon that this user may use.
 *
 * @param chosenBy what names the daemon: `DOCKER_HOST`, a context, or the stack itself
 * @param needed the stack's server is, or is to be, in Docker
 */
export function checkDocker(
  daemon: DockerDaemon | NoDaemon,
  chosenBy: string | undefined,
  needed: boolean,
): Finding {
  const name = "Docker";
  const by = chosenBy === undefined ? "" : ` (${chosenBy})`;
  if (isDaemon(daemon)) return { name, level: "ok", found: `${daemon.version} at ${daemon.host}${by}` };
  const at = daemon.host === undefined ? "" : ` at ${daemon.host}${by}`;
  const found = `${daemon.problem}${at}`;
  return needed
    ? { name, level: "fail", found, mend: daemon.mend }
    : { name, level: "ok", found: `${found}; only the docker server needs it` };
}
