import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { docker } from "../../machine/docker/docker.ts";
import { isReplica, type Member, primary } from "../../operations/docker/members.ts";
import { answers } from "../../operations/embedded/answers.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import type { Progress } from "../output/progress.ts";

/** How long Docker may take to start a container, in milliseconds: one that is started again has a minute to stop. */
const startLimit = 120_000;
/** How long a server may take until it answers, in milliseconds: recovery after a crash included. */
const answerLimit = 180_000;
/** How long a container's health may be what it was before it was started or let go on, in milliseconds. */
const healthAge = 10_000;
/** How long a replica may be without its primary, in milliseconds, before a start anew looks whether it can follow it. */
const followLimit = 20_000;
/** How long a look at a replica may take, in milliseconds. */
const lookLimit = 10_000;
const pollMs = 200;

/**
 * Starts a container of the server where it does not run, and waits until it answers; a replica, until it streams from its
 * primary, since commits may wait for it.
 *
 * @returns whether it is to be kept: `false` for one that cannot run as it is, and has to be made again
 * @throws UserError when it runs, and hangs
 */
export async function reviveContainer(
  host: string,
  member: Member,
  progress: Pick<Progress, "step" | "note">,
): Promise<boolean> {
  const { part, container } = member;
  const { id, status } = container;
  const who = part === primary ? "the server" : part;
  const runs = status === "running" || status === "restarting";
  // Who has the port, the program says.
  if (!runs && status !== "paused" && !(await portsAreFree(container))) return true;
  if (!runs) {
    progress.step(`starting ${who}`);
    const verb = status === "paused" ? "unpause" : "start";
    const answer = await docker(host, [verb, id], { timeout: startLimit });
    if (!answer.ran) return false;
    progress.note(`started ${who} again: its container was ${status}`);
  }
  return await comesToAnswer(host, member, runs ? container : undefined, progress);
}

/** @param seen how the container was a moment ago */
async function comesToAnswer(
  host: string,
  { part, container }: Member,
  seen: Container | undefined,
  progress: Pick<Progress, "step" | "note">,
): Promise<boolean> {
  const who = part === primary ? "the server" : part;
  const began = Date.now();
  let again = false;
  for (const end = began + answerLimit; Date.now() < end; await sleep(pollMs)) {
    const now = seen ?? (await findContainer(host, container.id));
    seen = undefined;
    if (now?.status !== "running" || !container.wantedPorts.every((port) => now.ports.includes(port)))
      return false;
    const answered = await answersAt(now);
    if (answered && (await serves(host, now, part))) return true;
    if (isReplica(part) && answered && !again && Date.now() - began > followLimit) {
      // At its start it looks whether its data can follow the primary, and clones the primary where it cannot.
      progress.note(`starting ${part} anew: it does not follow the server`);
      if (!(await docker(host, ["restart", container.id], { timeout: startLimit })).ran) return false;
      again = true;
    }
    if (!isReplica(part) && now.health === "unhealthy" && Date.now() - began > healthAge)
      throw hangs(container.name, part);
    progress.step(`waiting for ${who} to answer`);
  }
  throw hangs(container.name, part);
}

/** A primary also answers while it recovers, which a full disk may keep it from ending. */
async function serves(host: string, container: Container, part: string): Promise<boolean> {
  if (isReplica(part)) return await follows(host, container);
  if (part !== primary) return true;
  return (await docker(host, ["exec", container.id, "pg_isready", "--quiet"], { timeout: lookLimit })).ran;
}

/** Whether a replica streams from its primary in this moment: what the daemon has of its health may be seconds old. */
async function follows(host: string, { id }: Container): Promise<boolean> {
  return (await docker(host, ["exec", id, "replica-health.sh"], { timeout: lookLimit })).ran;
}

async function portsAreFree({ wantedPorts }: Container): Promise<boolean> {
  return (await Promise.all(wantedPorts.map(isPortFree))).every(Boolean);
}

async function answersAt({ ports }: Container): Promise<boolean> {
  return (await Promise.all(ports.map((port) => answers("127.0.0.1", port)))).every(Boolean);
}

function hangs(name: string, part: string): UserError {
  const where = `docker container ${name}`;
  if (isReplica(part)) {
    return new UserError(`${part} runs, and does not follow the server`, {
      where,
      mend: `\`npx pgstack logs --of ${part}\` says why. To make it anew, remove it by \`docker rm --force ${name}\`, then run \`npx pgstack up\`: the data stays.`,
    });
  }
  return new UserError(
    part === primary ? "the server runs, and does not answer" : `${part} runs, and does not answer`,
    {
      where,
      mend: `Run \`npx pgstack stop\`, which ends it, then \`npx pgstack up\`: the data stays. \`npx pgstack logs${part === primary ? "" : ` --of ${part}`}\` may say why.`,
    },
  );
}
