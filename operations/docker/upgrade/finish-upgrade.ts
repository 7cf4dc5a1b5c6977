import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import { findImage } from "../../../machine/docker/image.ts";
import { requireDaemon } from "../../../machine/docker/require-daemon.ts";
import { type KeptCluster, rememberServer } from "../../../settings/remembered-server.ts";
import { releaseImage } from "./kept-image.ts";
import { removeCluster } from "./remove-cluster.ts";
import { requireKept } from "./undo-upgrade.ts";
import type { ServerInDocker } from "./upgrade-plan.ts";

/**
 * Deletes the kept cluster, of the replicas' volumes as well. It is forgotten first: one that is half deleted is nothing to go
 * back to.
 *
 * @throws UserError when none is kept
 */
export async function finishUpgrade(
  { server, remembered }: ServerInDocker,
  root?: string,
): Promise<KeptCluster> {
  const { stack, host, name } = server;
  const { imageId, unfinishedCluster } = remembered;
  const kept = requireKept(remembered);
  await requireDaemon(host);
  const image = await anyImage(host, [imageId, kept.imageId]);
  if (unfinishedCluster !== undefined) await removeCluster({ stack, host, name }, image, unfinishedCluster);
  const rest = { ...remembered, previousCluster: undefined, unfinishedCluster: undefined };
  rememberServer(stack, { ...rest, unfinishedCluster: kept.cluster }, root);
  for (const volume of [name, ...(await replicaVolumes(host, stack, name))])
    await removeCluster({ stack, host, name: volume }, image, kept.cluster);
  rememberServer(stack, rest, root);
  await releaseImage(host, name, kept.cluster);
  return kept;
}

/** Volumes of the stack's replicas, those that are not running included. */
async function replicaVolumes(host: string, stack: string, name: string): Promise<string[]> {
  const filters = ["--filter", `label=pgstack.stack=${stack}`, "--filter", `label=pgstack.name=${name}`];
  const answer = await docker(host, ["volume", "ls", "--quiet", ...filters], { timeout: 10_000 });
  return answer.ran
    ? answer.stdout.split("\n").filter((volume) => volume.startsWith(`${name}-replica-`))
    : [];
}

async function anyImage(host: string, ids: readonly (string | undefined)[]): Promise<string> {
  for (const id of ids) {
    const found = id === undefined ? undefined : await findImage(host, id);
    if (found !== undefined) return found.id;
  }
  throw new UserError("Docker has neither the server's image nor the kept data's", {
    mend: "Run `npx pgstack up`, which gets the server's, then this again.",
  });
}
