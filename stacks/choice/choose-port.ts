import { createHash } from "node:crypto";
import { isPortFree } from "../../settings/is-port-free.ts";
import { projectRoot } from "../../settings/paths.ts";

/** Ports to choose from: below the ranges that systems hand out by themselves (Linux from 32768). */
const first = 24_000;
const count = 4_000;

/**
 * Free ports for what stands beside a server, each another one; those chosen before stand.
 *
 * @param names e.g. `replica-1`
 * @param taken the server's own
 */
export async function choosePorts(
  stack: string,
  names: readonly string[],
  { before = {}, taken, root }: PortsChosen,
): Promise<Readonly<Record<string, number>>> {
  const ports: Record<string, number> = { ...before };
  for (const name of names)
    ports[name] ??= await choosePort(`${stack} ${name}`, root, [taken, ...Object.values(ports)]);
  return ports;
}

interface PortsChosen {
  readonly before?: Readonly<Record<string, number>> | undefined;
  readonly taken: number;
  readonly root?: string | undefined;
}

/**
 * A free port on the loopback interface for one stack of one checkout. The first try follows from both, so that a
 * preview and the update after it come to the same one, and two checkouts to different ones.
 */
export async function choosePort(
  stack: string,
  root: string = projectRoot,
  taken: readonly number[] = [],
): Promise<number> {
  const start = createHash("sha256").update(`${root}\0${stack}`).digest().readUInt32BE(0) % count;
  for (let step = 0; step < count; step++) {
    const port = first + ((start + step) % count);
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`no free port between ${first} and ${first + count - 1}`);
}
