import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { docker } from "../../machine/docker/docker.ts";
import { labelOfEach } from "../../machine/docker/label-of-each.ts";
import { isReplica, type Member, members, primary } from "../../operations/docker/members.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import { isOfOlderVersion } from "../../settings/of-older-version.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import { mayReplaceData } from "../../settings/replace-data.ts";
import type { Progress } from "../output/progress.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import { leftNetwork, removeNetwork } from "./left-network.ts";
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
 * Brings the state in line with a server any of whose containers, volumes or network was stopped, killed or removed behind
 * Pulumi's back: plain `pulumi up` takes it for running, and a refresh of everything fails because nothing answers. What a
 * run left behind that was cut short goes, but for the data.
 *
 * The primary comes first, then replicas, so that nothing is written while commits would wait for one that is dead.
 *
 * What is wrong with the daemon itself, or with a port, or is somebody else's or of an older version, the program says.
 *
 * @param place where the server is, or would be; `undefined` with a server of another kind, or without a daemon
 * @throws UserError when a container hangs
 */
export async function bringBack(
  stack: Stack,
  place: StackInDocker | undefined,
  progress: Progress,
): Promise<void> {
  const server = recallServer(stack.name);
  if (place === undefined || (server && isOfOlderVersion(server) && !mayReplaceData())) return;
  const inState = resourcesInState(stack.name).filter(({ type }) => type.startsWith("docker:index/"));
  const [kept, network, volumes] = await Promise.all([
    keepContainers(stack.name, place, inState, progress),
    leftNetwork(stack.name, place, inState),
    labelOfEach(place.host, "volume", place.name, "pgstack.stack"),
  ]);
  if (network !== undefined) await removeNetwork(place.host, network);
  if (inState.length === 0 || isComplete(inState, kept, volumes)) return;
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

/** Ids of the containers that are as the state has them; the others are removed. */
async function keepContainers(
  stack: string,
  place: StackInDocker,
  inState: readonly StateResource[],
  progress: Progress,
): Promise<ReadonlySet<string>> {
  const { host } = place;
  const remembered = recallServer(stack) !== undefined;
  const kept = new Set<string>();
  let hasPrimary = false;
  for (const member of await members({ stack, ...place })) {
    const { part, container } = member;
    const known = remembered && inState.some(({ id }) => id === container.id);
    // One that follows a primary which is to be made again would be waited for by whatever is written there.
    const orphan = known && isReplica(part) && !hasPrimary;
    if (known && !orphan && (await reviveContainer(host, member, progress))) {
      kept.add(container.id);
      hasPrimary ||= part === primary;
      continue;
    }
    progress.note(removal(member, known, orphan));
    await docker(host, ["rm", "--force", container.id], { timeout: removalLimit });
  }
  return kept;
}

function removal({ part }: Member, known: boolean, orphan: boolean): string {
  if (!known) return "removing a container that a run left behind when it was cut short; the data stays";
  if (orphan) return `removing ${part}'s container, which follows a server that is to be made again`;
  const whose = part === primary ? "the server's" : `${part}'s`;
  return `removing ${whose} container, which cannot run as it is; the data stays`;
}

/** Whether everything is there that the state has. */
function isComplete(
  inState: readonly StateResource[],
  kept: ReadonlySet<string>,
  volumes: ReadonlyMap<string, string>,
): boolean {
  const ids = (type: string) => inState.filter((each) => each.type === type).map(({ id = "" }) => id);
  if (!ids("docker:index/container:Container").every((id) => kept.has(id))) return false;
  return ids("docker:index/volume:Volume").every((id) => volumes.has(id));
}
