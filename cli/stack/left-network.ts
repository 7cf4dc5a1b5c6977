import { docker, inspect } from "../../machine/docker/docker.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import type { StateResource } from "./state-file.ts";

/** How long Docker may take to remove it, in milliseconds. */
const removalLimit = 60_000;

/** Removes a network of the stack's that is not in the state: it keeps its name from the one that is to be made. */
export async function removeLeftNetwork(
  stack: string,
  { host, name }: StackInDocker,
  inState: readonly StateResource[],
): Promise<void> {
  const network = await inspect<{ Id: string; Labels: Record<string, string> | null }>(host, "network", name);
  if (network?.Labels?.["pgstack.stack"] !== stack || inState.some(({ id }) => id === network.Id)) return;
  await docker(host, ["network", "rm", network.Id], { timeout: removalLimit });
}
