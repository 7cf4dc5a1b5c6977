import { findContainer } from "../../../machine/docker/container.ts";
import { docker, inspect } from "../../../machine/docker/docker.ts";
import { type ConfigurationPlace, mountPoint } from "./place.ts";

/** How long a look may take, in milliseconds. */
const limit = 30_000;

const list =
  'cd "$1" 2>/dev/null || exit 0; for file in * .[!.]*; do [ ! -f "$file" ] || sha256sum "$file"; done';

/**
 * The SHA-256 of each file that is there, in hexadecimal, by name; `undefined` when there is no volume. It is asked in
 * the container itself, or where that does not run in one that lives as long as the look.
 */
export async function readDigests({
  dockerHost,
  volume,
  image,
  folder,
  container,
}: ConfigurationPlace): Promise<ReadonlyMap<string, string> | undefined> {
  const running = (await findContainer(dockerHost, container))?.status === "running";
  // A container with a volume that is not there would make it.
  if (!running && (await inspect(dockerHost, "volume", volume)) === undefined) return undefined;
  const inside = ["exec", "--user", "0:0", container, "sh", "-c", list, "sh", `${mountPoint}/${folder}`];
  const beside = ["run", "--rm", "--network", "none", "--user", "0:0", "--volume", `${volume}:/config:ro`];
  beside.push("--entrypoint", "sh", image, "-c", list, "sh", `/config/${folder}`);
  const answer = await docker(dockerHost, running ? inside : beside, { timeout: limit });
  if (!answer.ran) return undefined;
  return new Map(
    answer.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
}
