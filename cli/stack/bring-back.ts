import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { type Container, findContainer } from "../../machine/docker/container.ts";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { docker } from "../../machine/docker/docker.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import { type RememberedServer, recallServer } from "../../settings/remembered-server.ts";
import type { Progress } from "../output/progress.ts";
import { runEngine } from "./run-engine.ts";
import { resourcesInState } from "./state-file.ts";

/** How long Docker may take to start a container, in milliseconds. */
const startLimit = 60_000;
/** What Docker has of the server. */
const inDocker = ["**$docker:index/**"];
/** Everything of the server itself, of whatever kind, and nothing that is on it. */
const serverAlone = ["**:LocalPostgres**", "**:NativePostgres**", "**:EmbeddedPostgres**"];

/**
 * Brings the state in line with a server whose container was stopped, killed or removed behind Pulumi's back: plain
 * `pulumi up` takes it for running, and a refresh of everything fails because nothing answers.
 *
 * What is wrong with the daemon itself, or with the port, the program says.
 */
export async function bringBack(stack: Stack, progress: Progress): Promise<void> {
  const server = recallServer(stack.name);
  if (server?.kind !== "docker" || server.name === undefined) return;
  const daemon = await findDaemon(server.dockerHost);
  if (!isDaemon(daemon)) return;
  const container = await findContainer(daemon.host, server.name);
  const inState = resourcesInState(stack.name).filter(({ type }) => type.startsWith("docker:index/"));
  const known = inState.find(({ type }) => type === "docker:index/container:Container");
  if (container !== undefined && container.labels["pgstack.stack"] !== stack.name) return;
  if (container !== undefined && container.id !== known?.id) {
    progress.note("removing a container that a run left behind when it was cut short; the data stays");
    await docker(daemon.host, ["rm", "--force", container.id], { timeout: startLimit });
  } else if (container !== undefined && (await start(daemon.host, container, server, progress))) return;
  if (inState.length === 0) return;
  progress.step("looking at what is left of the server");
  await stack.refresh({ target: inDocker });
}

/**
 * Starts the server by an update of it alone: what is on it can be compared only once it answers.
 *
 * @throws UserError like any update
 */
export async function startBeforeRefresh(stack: Stack, progress: Progress): Promise<void> {
  const server = recallServer(stack.name);
  if (server === undefined || !(await isPortFree(server.port))) return;
  await runEngine("up", progress, (engine) => stack.up({ ...engine, target: serverAlone }));
}

/** Whether it runs now. */
async function start(
  host: string,
  { id, status }: Container,
  { port }: RememberedServer,
  progress: Progress,
): Promise<boolean> {
  if (status === "running" || status === "restarting") return true;
  if (status !== "paused" && !(await isPortFree(port))) return true;
  progress.step("starting the server");
  const verb = status === "paused" ? "unpause" : "start";
  const answer = await docker(host, [verb, id], { timeout: startLimit });
  if (answer.ran) progress.note(`started the server again: its container was ${status}`);
  return answer.ran;
}
