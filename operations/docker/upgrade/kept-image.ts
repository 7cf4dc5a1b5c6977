import { docker } from "../../../machine/docker/docker.ts";

const limit = 10_000;

/** A name that keeps the image of a kept cluster from `docker image prune`. */
function keptName(name: string, cluster: string): string {
  return `pgstack/kept:${name}-${cluster}`;
}

export async function keepImage(
  host: string,
  name: string,
  kept: { cluster: string; imageId: string },
): Promise<void> {
  await docker(host, ["tag", kept.imageId, keptName(name, kept.cluster)], { timeout: limit });
}

/** Takes the name away; the image itself goes when it has no other, and no container. */
export async function releaseImage(host: string, name: string, cluster: string): Promise<void> {
  await docker(host, ["rmi", "--no-prune", keptName(name, cluster)], { timeout: limit });
}
