import { docker } from "../../machine/docker/docker.ts";
import type { DockerServer } from "./docker-server.ts";

/** How long each removal may take, in milliseconds. */
const limit = 60_000;

/** Removes container, volume and network of a server, whichever are there: with the volume its data. */
export async function remove({
  stack,
  host,
  name,
}: Pick<DockerServer, "stack" | "host" | "name">): Promise<void> {
  const removals = [
    ["container", "rm", "--force", "--volumes"],
    ["volume", "rm", "--force"],
    ["network", "rm"],
  ] as const;
  for (const [what, ...verb] of removals) {
    const filters = ["--filter", `label=pgstack.stack=${stack}`, "--filter", `label=pgstack.name=${name}`];
    const all = what === "container" ? ["--all"] : [];
    const found = await docker(host, [what, "ls", ...all, "--quiet", ...filters]);
    if (!found.ran || found.stdout === "") continue;
    await docker(host, [what, ...verb, ...found.stdout.split("\n")], { timeout: limit });
  }
}
