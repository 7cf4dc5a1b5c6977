import { UserError } from "../../errors/user-error.ts";
import { findContainer } from "../../machine/docker/container.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";

/** A port that a container of the stack's is to have. */
interface Wanted {
  /** `primary`, `replica-1`, ..., `pgbouncer`. */
  readonly part: string;
  readonly container: string;
  readonly port: number;
}

/**
 * Makes sure that every port of a Docker server is free, or its own container's already.
 *
 * @param beside `replica-1`, ..., `pgbouncer`
 * @param setting what `pgstack:port` says
 * @throws UserError with each that another program has
 */
export async function requirePorts(
  stack: string,
  { dockerHost = "", name = "", port, ports = {} }: RememberedServer,
  beside: readonly string[],
  setting: number | "auto",
): Promise<void> {
  const wanted: Wanted[] = [
    { part: "primary", container: name, port },
    ...beside.map((part) => ({ part, container: `${name}-${part}`, port: ports[part] ?? 0 })),
  ];
  const free = await Promise.all(wanted.map((each) => isOurs(dockerHost, each)));
  const taken = wanted.filter((_each, at) => !free[at]);
  const [first] = taken;
  if (first === undefined) return;
  if (first.part === "primary" && taken.length === 1) {
    throw new UserError(`port ${port} is taken by another program`, {
      where: setting === "auto" ? "pgstack:port: auto (chosen at the first up)" : `pgstack:port: ${port}`,
      mend: "End that program, or set pgstack:port to a free one: the data stays.",
    });
  }
  const list = taken.map((each) => `port ${each.port} of ${each.part}`);
  const parts = taken.map(({ part }) => part).filter((part) => part !== "primary");
  throw new UserError(`${list.join(" and ")} ${taken.length > 1 ? "are" : "is"} taken by another program`, {
    where: `.pgstack/stacks/${stack}/server.json`,
    mend: `End that program; or remove ${parts.join(" and ")} from "ports" there and run \`up\`, which chooses another port.`,
  });
}

async function isOurs(host: string, { container, port }: Wanted): Promise<boolean> {
  if (await isPortFree(port)) return true;
  return (await findContainer(host, container))?.ports.includes(port) ?? false;
}
