import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { findContainer } from "../../machine/docker/container.ts";
import { docker, inspect } from "../../machine/docker/docker.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import type { Progress } from "../output/progress.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import { reviveContainer } from "./revive-container.ts";
import { runEngine } from "./run-engine.ts";
import { resourcesInState, type StateResource } from "./state-file.ts";

/** How long Docker may take to remove something, in milliseconds. */
const removalLimit = 60_000;
/** What Docker has of the server. */
const inDocker = ["**$docker:index/**"];
/** Everything of the server itself, of whatever kind, and nothing that is on it. */
const serverAlone = ["**:LocalPostgres**", "**:NativePostgres**", "**:EmbeddedPostgres**"];

/**
 * Brings the state in line with a server whose container or network was stopped, killed or removed behind Pulumi's back:
 * plain `pulumi up` takes it for running, and a refresh of everything fails because nothing answers. What a run left behind
 * that was cut short goes, but for the data.
 *
 * What is wrong with the daemon itself, or with the port, or is somebody else's, the program says.
 *
 * @param place where the server is, or would be; `undefined` with a server of another kind, or without a daemon
 * @throws UserError when the server hangs
 */
export async function bringBack(
  stack: Stack,
  place: StackInDocker | undefined,
  progress: Progress,
): Promise<void> {
  if (place === undefined) return;
  const inState = resourcesInState(stack.name).filter(({ type }) => type.startsWith("docker:index/"));
  const kept = await containerIsKept(stack.name, place, inState, progress);
  await removeLeftNetwork(stack.name, place, inState);
  if (kept || inState.length === 0) return;
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

/** Whether the container is as the state has it; it is removed when it cannot be. */
async function containerIsKept(
  stack: string,
  place: StackInDocker,
  inState: readonly StateResource[],
  progress: Progress,
): Promise<boolean> {
  const { host, name } = place;
  const container = await findContainer(host, name);
  if (container === undefined) return false;
  if (container.labels["pgstack.stack"] !== stack) return true;
  const server = recallServer(stack);
  const known = inState.some(({ id }) => id === container.id);
  if (known && server !== undefined && (await reviveContainer(place, container, server.port, progress)))
    return true;
  progress.note(
    known && server !== undefined
      ? "removing the server's container, which cannot run as it is; the data stays"
      : "removing a container that a run left behind when it was cut short; the data stays",
  );
  await docker(host, ["rm", "--force", container.id], { timeout: removalLimit });
  return false;
}

/** A network that is not in the state keeps its name from the one that is to be made. */
async function removeLeftNetwork(
  stack: string,
  { host, name }: StackInDocker,
  inState: readonly StateResource[],
): Promise<void> {
  const network = await inspect<{ Id: string; Labels: Record<string, string> | null }>(host, "network", name);
  if (network?.Labels?.["pgstack.stack"] !== stack || inState.some(({ id }) => id === network.Id)) return;
  await docker(host, ["network", "rm", network.Id], { timeout: removalLimit });
}
