import { docker, inspect } from "../../machine/docker/docker.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import type { StateResource } from "./state-file.ts";

/** How long Docker may take to remove it, in milliseconds. */
const removalLimit = 60_000;

/** Id of a network of the stack's that is not in the state: it keeps its name from the one that is to be made. */
export async function leftNetwork(
  stack: string,
  { host, name }: StackInDocker,
  inState: readonly StateResource[],
): Promise<string | undefined> {
  const network = await inspect<{ Id: string; Labels: Record<string, string> | null }>(host, "network", name);
  const isLeft = network?.Labels?.["pgstack.stack"] === stack && inState.every(({ id }) => id !== network.Id);
  return isLeft ? network.Id : undefined;
}

/** Removes it, once no container is in it. */
export async function removeNetwork(host: string, id: string): Promise<void> {
  await docker(host, ["network", "rm", id], { timeout: removalLimit });
}
