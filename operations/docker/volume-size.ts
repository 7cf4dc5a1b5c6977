import { docker } from "../../machine/docker/docker.ts";
import type { DockerServer } from "./docker-server.ts";

/** The daemon measures all of its volumes for this: many, or large ones, are not waited for. In milliseconds. */
const limit = 3_000;

/** How much the server's volume holds, as Docker writes it, e.g. `70.3MB`; `undefined` where that is not known soon. */
export async function volumeSize({
  host,
  name,
}: Pick<DockerServer, "host" | "name">): Promise<string | undefined> {
  const answer = await docker(host, ["system", "df", "--verbose", "--format", "{{json .Volumes}}"], {
    timeout: limit,
  });
  if (!answer.ran) return undefined;
  const volumes = (JSON.parse(answer.stdout) ?? []) as { readonly Name: string; readonly Size: string }[];
  const size = volumes.find((volume) => volume.Name === name)?.Size;
  return size === "N/A" ? undefined : size;
}
