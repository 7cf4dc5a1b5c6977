import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { answers } from "../embedded/answers.ts";
import { containerIsGone } from "./container-is-gone.ts";
import type { DockerServer } from "./docker-server.ts";
import { lastLogLines } from "./logs.ts";
import { mustRun } from "./must-run.ts";
import { status } from "./status.ts";

/** How long it may take until the server answers, in milliseconds: recovery after a crash included. */
const limit = 180_000;
const pollMs = 100;
/** How many lines of its log a failure shows. */
const shownLines = 8;

/**
 * Starts the container that is there, or lets one that was paused go on, and waits until the server answers.
 *
 * @throws UserError when the container was removed, when its port is taken, or with the end of its log when it does not
 * stay up; it is stopped then
 */
export async function start(server: DockerServer): Promise<void> {
  const before = await status(server);
  if (before.state === "absent") throw await containerIsGone(server);
  if (before.state === "paused") await mustRun(server, "unpause");
  if (before.state === "stopped") await mustRun(server, "start");
  for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
    const now = await findContainer(server.host, server.name);
    if (now === undefined) throw await containerIsGone(server);
    if (now.status !== "running") {
      const error = await failure("the server does not stay up", server);
      await mustRun(server, "stop");
      throw error;
    }
    if (await isUp(now, server.port)) return;
  }
  throw await failure(`the server does not answer after ${limit / 1000} s`, server);
}

/** What a container says of its health may be from before it was paused: the server itself is asked, too. */
async function isUp({ health = "healthy" }: Container, port: number): Promise<boolean> {
  return health === "healthy" && (await answers("127.0.0.1", port));
}

async function failure(what: string, server: DockerServer): Promise<UserError> {
  const lines = await lastLogLines(server, shownLines);
  return new UserError(`${what}; its log ends with\n  ${lines.join("\n  ")}`, {
    where: `docker container ${server.name}`,
    mend: "`npx pgstack logs` shows more of it.",
  });
}
