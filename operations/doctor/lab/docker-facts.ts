import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { docker } from "../../../machine/docker/docker.ts";
import type { DockerServer } from "../../docker/docker-server.ts";
import type { LabFacts } from "../checks/guardrails.ts";

/** Where the images have the data. */
const dataMount = "/var/lib/postgresql/data";
/** How long each question may take, in milliseconds: the daemon measures all of its volumes for one of them. */
const limit = 5_000;

/** Whose facts are asked for; see DockerServer. */
type Place = Pick<DockerServer, "stack" | "host" | "name">;

/** What is there of a stack in Docker. */
export async function dockerFacts(server: Place): Promise<LabFacts> {
  const running = await runningInstances(server);
  const [storageUsed, oldestLog, disks] = await Promise.all([
    volumesSize(server),
    oldestLine(server),
    Promise.all((running ?? []).map((container) => diskOf(server, container))),
  ]);
  const [disk] = disks.flatMap((each) => each ?? []).sort((a, b) => a.free - b.free);
  return { instances: running?.length, storageUsed, oldestLog, disk };
}

/** The server's own name, and those of its replicas: PgBouncer is none. */
function isInstance(name: string, server: string): boolean {
  return (
    name === server || (name.startsWith(`${server}-replica-`) && /^\d+$/.test(name.slice(server.length + 9)))
  );
}

async function runningInstances({ host, stack, name }: Place): Promise<string[] | undefined> {
  const ours = ["--filter", `label=pgstack.stack=${stack}`, "--filter", "status=running"];
  const answer = await docker(host, ["ps", ...ours, "--format", "{{.Names}}"], { timeout: limit });
  return answer.ran ? answer.stdout.split("\n").filter((each) => isInstance(each, name)) : undefined;
}

async function volumesSize({ host, name }: Place): Promise<number | undefined> {
  const args = ["system", "df", "--verbose", "--format", "{{json .Volumes}}"];
  const answer = await docker(host, args, { timeout: limit });
  if (!answer.ran) return undefined;
  const volumes = (JSON.parse(answer.stdout) ?? []) as { readonly Name: string; readonly Size: string }[];
  const sizes = volumes.filter(({ Name }) => isInstance(Name, name)).map(({ Size }) => dockerBytes(Size));
  return sizes.length === 0 ? undefined : sizes.reduce((sum = 0, size = 0) => sum + size);
}

/** As the server sees it: the daemon does not measure a volume on a disk of its own, and its disk may be a virtual machine's. */
async function diskOf({ host }: Place, container: string): Promise<LabFacts["disk"]> {
  const df = ["df", "--block-size=1", "--output=size,avail", dataMount];
  const answer = await docker(host, ["exec", container, ...df], { timeout: limit });
  const [size, free] =
    (answer.ran ? answer.stdout.split("\n").at(-1) : "")?.trim().split(/\s+/).map(Number) ?? [];
  return size && free !== undefined ? { size, free } : undefined;
}

const units = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

/** Docker's `70.3MB` in bytes: its units count in thousands. `undefined` for what it has not measured. */
export function dockerBytes(text: string): number | undefined {
  const { amount, unit } = /^(?<amount>[\d.]+)(?<unit>B|kB|MB|GB|TB)$/.exec(text)?.groups ?? {};
  return amount === undefined ? undefined : Number(amount) * units[unit as keyof typeof units];
}

/** When the first line that Docker still has of the container's log was written; the rest is not read. */
function oldestLine({ host, name }: Place): Promise<Date | undefined> {
  const child = spawn("docker", ["--host", host, "logs", "--timestamps", name], { timeout: limit });
  return new Promise((resolve) => {
    const take = (line: string) => {
      const time = Date.parse(line.split(" ", 1)[0] ?? "");
      resolve(Number.isNaN(time) ? undefined : new Date(time));
      child.kill();
    };
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).once("line", take);
    child.once("error", () => resolve(undefined));
    child.once("close", () => resolve(undefined));
  });
}
