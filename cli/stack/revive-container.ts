import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { docker } from "../../machine/docker/docker.ts";
import { answers } from "../../operations/embedded/answers.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import type { Progress } from "../output/progress.ts";
import type { StackInDocker } from "./docker-of-stack.ts";

/** How long Docker may take to start a container, in milliseconds. */
const startLimit = 60_000;
/** How long a server may take until it answers, in milliseconds: recovery after a crash included. */
const answerLimit = 180_000;
/** How long a container's health may be what it was before it was started or let go on, in milliseconds. */
const healthAge = 10_000;
const pollMs = 200;

/**
 * Starts the server's container where it does not run, and waits until the server answers.
 *
 * @returns whether it is to be kept: `false` for one that cannot run as it is, and has to be made again
 * @throws UserError when it runs, and the server hangs
 */
export async function reviveContainer(
  { host, name }: StackInDocker,
  { id, status }: Container,
  port: number,
  progress: Progress,
): Promise<boolean> {
  const runs = status === "running" || status === "restarting";
  // Who has the port, the program says.
  if (!runs && status !== "paused" && !(await isPortFree(port))) return true;
  if (!runs) {
    progress.step("starting the server");
    const verb = status === "paused" ? "unpause" : "start";
    const answer = await docker(host, [verb, id], { timeout: startLimit });
    if (!answer.ran) return false;
    progress.note(`started the server again: its container was ${status}`);
  }
  const began = Date.now();
  for (const end = began + answerLimit; Date.now() < end; await sleep(pollMs)) {
    const now = await findContainer(host, id);
    if (now?.status !== "running" || !now.ports.includes(port)) return false;
    if (await answers("127.0.0.1", port)) return true;
    if (now.health === "unhealthy" && Date.now() - began > healthAge) throw hangs(name);
    progress.step("waiting for the server to answer");
  }
  throw hangs(name);
}

function hangs(name: string): UserError {
  return new UserError("the server runs, and does not answer", {
    where: `docker container ${name}`,
    mend: "Run `npx pgstack stop`, which ends it, then `npx pgstack up`: the data stays. `npx pgstack logs` may say why.",
  });
}
