import { docker, inspect } from "./docker.ts";

/** A container as the daemon has it. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** Id of the image it was made from. */
  readonly image: string;
  /** `created`, `running`, `paused`, `restarting`, `exited`, `dead`. */
  readonly status: string;
  /** `starting`, `healthy`, `unhealthy`; `undefined` without a health check. */
  readonly health: string | undefined;
  readonly exitCode: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Its environment's PG_MAJOR, which PostgreSQL's images set, and PGDATA, the folder of its data. */
  readonly majorVersion: number | undefined;
  readonly dataFolder: string | undefined;
  /** TCP ports of this machine that it has, while it runs. */
  readonly ports: readonly number[];
  /** Those it is to have, whether it runs or not. */
  readonly wantedPorts: readonly number[];
}

type Bindings = Record<string, { readonly HostPort: string }[] | null> | null;

interface Inspected {
  readonly Id: string;
  /** With a slash before it. */
  readonly Name: string;
  readonly Image: string;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string };
  };
  readonly NetworkSettings: { readonly Ports: Bindings };
  readonly HostConfig: { readonly PortBindings: Bindings };
  readonly Config: { readonly Labels: Record<string, string> | null; readonly Env: string[] | null };
}

/** How long a look may take, in milliseconds. */
const limit = 10_000;

/** The container of a name, or `undefined` when there is none. */
export async function findContainer(host: string, name: string): Promise<Container | undefined> {
  const found = await inspect<Inspected>(host, "container", name);
  return found && containerOf(found);
}

/** Every container with these labels, whether it runs or not. */
export async function containersWith(
  host: string,
  labels: Readonly<Record<string, string>>,
): Promise<Container[]> {
  const filters = Object.entries(labels).flatMap(([name, value]) => ["--filter", `label=${name}=${value}`]);
  const listed = await docker(host, ["container", "ls", "--all", "--quiet", ...filters], { timeout: limit });
  if (!listed.ran) throw new Error(`docker container ls: ${listed.said}`);
  const ids = listed.stdout.split("\n").filter((id) => id !== "");
  // One by one: one that was removed in this moment is no error.
  const found = await Promise.all(ids.map((id) => findContainer(host, id)));
  return found.filter((container) => container !== undefined);
}

function containerOf(found: Inspected): Container {
  const { Status, ExitCode, Health } = found.State;
  const variable = (name: string) =>
    found.Config.Env?.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const major = variable("PG_MAJOR");
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ""),
    image: found.Image,
    status: Status,
    health: Health?.Status,
    exitCode: ExitCode,
    labels: found.Config.Labels ?? {},
    majorVersion: major === undefined ? undefined : Number(major),
    dataFolder: variable("PGDATA"),
    ports: portsOf(found.NetworkSettings.Ports),
    wantedPorts: portsOf(found.HostConfig.PortBindings),
  };
}

function portsOf(bindings: Bindings): number[] {
  return Object.values(bindings ?? {})
    .flatMap((each) => each ?? [])
    .map(({ HostPort }) => Number(HostPort));
}
