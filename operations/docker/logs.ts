import { execFile, spawn } from "node:child_process";
import { UserError } from "../../errors/user-error.ts";
import { findContainer } from "../../machine/docker/container.ts";
import type { LogOptions, LogStream } from "../server/local-server.ts";
import { containerIsGone } from "./container-is-gone.ts";
import type { DockerServer } from "./docker-server.ts";
import { containerName, primary } from "./members.ts";
import { status } from "./status.ts";

/** How long the last lines may take, in milliseconds. */
const lastLinesLimit = 10_000;

/**
 * Lets the Docker client write the log of a container of the server's, both of its streams in the order they were written.
 * @throws UserError when the container was removed
 */
export async function logs(server: DockerServer, options: LogOptions, out: LogStream): Promise<void> {
  const { tail, since, follow, signal, of: part = primary } = options;
  const { state } = await status(server);
  const { host } = server;
  const name = containerName(server, part);
  if (part === primary ? state === "absent" : (await findContainer(host, name)) === undefined)
    throw await containerIsGone(server, part);
  const args = ["--host", host, "logs", "--tail", String(tail)];
  if (follow) args.push("--follow");
  if (since !== undefined) args.push("--since", since.toISOString());
  const child = spawn("docker", [...args, name], { stdio: ["ignore", out, out], signal });
  await new Promise<void>((resolve, reject) => {
    child.once("error", (error) => (signal.aborted ? resolve() : reject(error)));
    child.once("close", (code, ended) => {
      // Ended by a signal, it was told to: by Ctrl-C, or because nobody reads any more.
      if (code === 0 || ended !== null || signal.aborted) resolve();
      else reject(new UserError(`the Docker client ended with ${code}`, { where: `docker logs ${name}` }));
    });
  });
}

/** The last lines of a container's log that are not empty, whichever of its streams they are in; none where it has no log. */
export function lastLogLines(host: string, container: string, lines: number): Promise<string[]> {
  const args = ["--host", host, "logs", "--tail", String(lines), container];
  return new Promise((resolve) => {
    execFile("docker", args, { timeout: lastLinesLimit }, (error, stdout, stderr) => {
      const written = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
      resolve(error === null ? written.slice(-lines) : []);
    });
  });
}
