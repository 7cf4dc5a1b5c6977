import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { answers } from "../embedded/answers.ts";
import { containerIsGone } from "./container-is-gone.ts";
import type { DockerServer } from "./docker-server.ts";
import { lastLogLines } from "./logs.ts";
import { type Member, members, primary } from "./members.ts";
import { mustRun } from "./must-run.ts";
import { partState, status } from "./status.ts";

/** How long it may take until a container answers, in milliseconds: recovery after a crash included. */
const limit = 180_000;
const pollMs = 100;
/** How many lines of its log a failure shows. */
const shownLines = 8;

/**
 * Starts the containers that are there, or lets those that were paused go on, each when the one before it answers: the
 * primary, replicas until they stream from it, the pooler.
 *
 * @throws UserError when a container was removed, when its port is taken, or with the end of its log when it does not
 * stay up; it is stopped then
 */
export async function start(server: DockerServer): Promise<void> {
  if ((await status(server)).state === "absent") throw await containerIsGone(server);
  const there = await members(server);
  for (const member of there) await startMember(server, member);
  const missing = (server.beside ?? []).find((name) => !there.some(({ part }) => part === name));
  if (missing !== undefined) throw await containerIsGone(server, missing);
}

async function startMember(server: DockerServer, member: Member): Promise<void> {
  const before = partState(member.container);
  if (before === "paused") await mustRun(server, member, "unpause");
  if (before === "stopped") await mustRun(server, member, "start");
  const what = member.part === primary ? "the server" : member.part;
  for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
    const now = await findContainer(server.host, member.container.name);
    if (now === undefined) throw await containerIsGone(server, member.part);
    if (now.status !== "running") {
      const error = await failure(`${what} does not stay up`, server, member);
      await mustRun(server, member, "stop");
      throw error;
    }
    if (await isUp(now)) return;
  }
  throw await failure(`${what} does not answer after ${limit / 1000} s`, server, member);
}

/** What a container says of its health may be from before it was paused: the server itself is asked, too. */
async function isUp({ health = "healthy", wantedPorts }: Container): Promise<boolean> {
  if (health !== "healthy") return false;
  const answered = await Promise.all(wantedPorts.map((port) => answers("127.0.0.1", port)));
  return answered.every(Boolean);
}

async function failure(
  what: string,
  { host }: DockerServer,
  { part, container }: Member,
): Promise<UserError> {
  const lines = await lastLogLines(host, container.name, shownLines);
  return new UserError(`${what}; its log ends with\n  ${lines.join("\n  ")}`, {
    where: `docker container ${container.name}`,
    mend: `\`npx pgstack logs${part === primary ? "" : ` --of ${part}`}\` shows more of it.`,
  });
}
