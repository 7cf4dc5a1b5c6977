import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import { rememberServer } from "../../../settings/remembered-server.ts";
import { start } from "../start.ts";
import { status } from "../status.ts";
import { stop } from "../stop.ts";
import type { ClusterUpgrade, Tell } from "./cluster-upgrade.ts";
import { type Copied, copyCluster } from "./copy-cluster.ts";
import { keepImage } from "./kept-image.ts";
import { removeLeftovers } from "./leftovers.ts";
import { removeCluster } from "./remove-cluster.ts";
import type { ServerInDocker, UpgradePlan } from "./upgrade-plan.ts";

export interface UpgradeOptions {
  /** The new image as its setting names it. */
  readonly imageName: string;
  readonly jobs: number;
  /** What the new server may take while everything is restored, in bytes. */
  readonly memory: number;
  /** Folder of the project, which remembers the server. @default this one's */
  readonly root?: string;
  readonly signal: AbortSignal;
  readonly tell: Tell;
}

/**
 * Carries an upgrade out: stops the server, copies its data into a new cluster, and remembers that one as the server's. The
 * old cluster stays. Until the last step nothing points to the new one: an upgrade that fails, or is killed at whatever
 * moment, leaves the server on the data it had.
 *
 * @throws UserError when it fails; the server runs again then, if it ran before
 */
export async function upgradeServer(
  { server, remembered }: ServerInDocker,
  { from, to, image }: UpgradePlan,
  { imageName, jobs, memory, root, signal, tell }: UpgradeOptions,
): Promise<Copied> {
  const { stack, host, name } = server;
  const upgrade: ClusterUpgrade = { stack, host, name, from, to, jobs, memory };
  await removeLeftovers(upgrade);
  if (remembered.unfinishedCluster !== undefined)
    await removeCluster(upgrade, to.image, remembered.unfinishedCluster);
  const { state } = await status(server);
  const kept = { ...remembered, unfinishedCluster: undefined };
  tell("stopping the server");
  await stop(server);
  rememberServer(stack, { ...kept, unfinishedCluster: to.cluster }, root);
  const goBack = async () => {
    tell("going back to the server as it was");
    await removeLeftovers(upgrade);
    await removeCluster(upgrade, to.image, to.cluster);
    rememberServer(stack, kept, root);
    if (state === "running") await start(server);
  };
  const copied = await copyCluster(upgrade, { ...image, majorVersion: to.majorVersion }, signal, tell).catch(
    async (error: unknown) => {
      await goBack();
      throw signal.aborted
        ? new UserError("the upgrade was stopped; the server is as it was", { cause: error })
        : error;
    },
  );
  const previousCluster = {
    cluster: from.cluster,
    majorVersion: from.majorVersion,
    image: remembered.image,
    imageId: from.image,
    since: new Date().toISOString(),
  };
  const { identifiers } = copied;
  const copies = { ...kept.copies, [identifiers.to]: kept.copies?.[identifiers.from] ?? identifiers.from };
  await keepImage(host, name, previousCluster);
  await removeContainer(host, name);
  const { cluster, image: imageId, majorVersion } = to;
  rememberServer(
    stack,
    { ...kept, cluster, majorVersion, image: imageName, imageId, copies, previousCluster },
    root,
  );
  await removeLeftovers(upgrade);
  return copied;
}

/**
 * Removes the server's container, which would start on the cluster that is left: before that is remembered, so that at no
 * moment rows are written which are in neither.
 */
export async function removeContainer(host: string, name: string): Promise<void> {
  const answer = await docker(host, ["rm", "--force", name], { timeout: 60_000 });
  if (answer.ran || /no such container/i.test(answer.said)) return;
  throw new UserError(`the server's container cannot be removed: ${answer.said}`, {
    where: `docker container ${name}`,
    mend: "Remove it by hand, then run this again.",
  });
}
