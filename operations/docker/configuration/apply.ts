import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../../errors/user-error.ts";
import { findContainer } from "../../../machine/docker/container.ts";
import { docker } from "../../../machine/docker/docker.ts";
import type { ConfigurationPlace } from "./place.ts";

/** How long a server may take to stop in order, in seconds, before it is killed. */
const stopLimit = 60;
/** How long it may take until it is healthy again, in milliseconds: recovery included. */
const healthLimit = 180_000;
const commandLimit = 90_000;
const pollMs = 100;

/**
 * Lets a running container read its configuration again, files of TLS included. One that does not run reads it when it
 * starts.
 *
 * @param how `restart` for what is read at the start alone
 * @throws UserError when it does not come back healthy
 */
export async function apply(
  { dockerHost, container }: Pick<ConfigurationPlace, "dockerHost" | "container">,
  how: "reload" | "restart",
  signal: AbortSignal,
): Promise<void> {
  if ((await findContainer(dockerHost, container))?.status !== "running") return;
  const command =
    how === "reload"
      ? ["kill", "--signal", "HUP", container]
      : ["restart", "--time", String(stopLimit), container];
  const answer = await docker(dockerHost, command, { timeout: commandLimit });
  if (!answer.ran) throw failed(container, answer.said);
  if (how === "restart") await waitUntilHealthy(dockerHost, container, signal);
}

/** A health check that began before the restart does not count: the daemon begins anew with `starting`. */
async function waitUntilHealthy(dockerHost: string, container: string, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + healthLimit; Date.now() < end; await sleep(pollMs, undefined, { signal })) {
    const now = await findContainer(dockerHost, container);
    if (now?.status === "running" && (now.health ?? "healthy") === "healthy") return;
    if (now === undefined || now.status === "exited" || now.status === "dead") break;
  }
  throw failed(container, "it is not healthy after its restart");
}

function failed(container: string, why: string): UserError {
  return new UserError(`the configuration was written, and ${container} did not take it: ${why}`, {
    where: `docker container ${container}`,
    mend: "`npx pgstack logs` may say why; the next `up` tries again.",
  });
}
