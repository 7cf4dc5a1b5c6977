import { type Container, containersWith } from "../../machine/docker/container.ts";
import type { DockerServer } from "./docker-server.ts";

/** A container of a stack's server. */
export interface Member {
  /** `primary`, `replica-1`, ..., `pgbouncer`. */
  readonly part: string;
  readonly container: Container;
}

/** What the primary is called among the parts. */
export const primary = "primary";

/** Whether a part follows the primary: it is healthy while it streams from it. */
export function isReplica(part: string): boolean {
  return part.startsWith("replica-");
}

/** Name of a part's container. */
export function containerName({ name }: Pick<DockerServer, "name">, part: string): string {
  return part === primary ? name : `${name}-${part}`;
}

/** The server's containers that are there, in the order in which they start: primary, replicas, PgBouncer. */
export async function members({
  stack,
  host,
  name,
}: Pick<DockerServer, "stack" | "host" | "name">): Promise<Member[]> {
  const containers = await containersWith(host, { "pgstack.stack": stack, "pgstack.name": name });
  return containers
    .filter((container) => container.name === name || container.name.startsWith(`${name}-`))
    .map((container) => ({
      part: container.name === name ? primary : container.name.slice(name.length + 1),
      container,
    }))
    .sort((one, other) => rank(one.part) - rank(other.part) || one.part.localeCompare(other.part));
}

function rank(part: string): number {
  if (part === primary) return 0;
  return isReplica(part) ? 1 : 2;
}
