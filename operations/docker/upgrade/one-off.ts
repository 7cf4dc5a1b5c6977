import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import { type ClusterUpgrade, dataMount, upgradeLabels, workMount, workVolume } from "./cluster-upgrade.ts";

export interface OneOffOptions {
  /** User in the container. @default root */
  readonly user?: string;
  readonly signal?: AbortSignal;
  /** Mounts the volume of the upgrade, too. @default false */
  readonly work?: boolean;
}

/**
 * Runs a shell script in a container of an image on the stack's volume, which lives as long as that takes.
 *
 * @param args what the script has as $1, $2, ...
 * @returns what it prints
 * @throws UserError with the last line of what it says
 */
export async function oneOff(
  upgrade: Pick<ClusterUpgrade, "stack" | "host" | "name">,
  image: string,
  script: string,
  args: readonly string[] = [],
  { user = "0:0", signal, work = false }: OneOffOptions = {},
): Promise<string> {
  const { host, name } = upgrade;
  const mounts = ["--volume", `${name}:${dataMount}`];
  if (work) mounts.push("--volume", `${workVolume(name)}:${workMount}`);
  const run = ["run", "--rm", "--network", "none", "--user", user, ...upgradeLabels(upgrade), ...mounts];
  const answer = await docker(host, [...run, "--entrypoint", "sh", image, "-c", script, "sh", ...args], {
    timeout: 0,
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  if (answer.ran) return answer.stdout;
  const said = answer.said.split("\n").at(-1) ?? answer.said;
  throw new UserError(`a step of the upgrade failed in a container: ${said}`, {
    where: `docker volume ${name}`,
    mend: "The server's data is as it was. Mend what the line says, then run this again.",
  });
}
