import { UserError } from "../../../errors/user-error.ts";
import { findContainer } from "../../../machine/docker/container.ts";
import { findImage } from "../../../machine/docker/image.ts";
import { requireDaemon } from "../../../machine/docker/require-daemon.ts";
import {
  type KeptCluster,
  type RememberedServer,
  rememberServer,
} from "../../../settings/remembered-server.ts";
import { stop } from "../stop.ts";
import { keepImage, releaseImage } from "./kept-image.ts";
import { removeLeftovers } from "./leftovers.ts";
import { lookAtVolume } from "./look-at-volume.ts";
import type { ServerInDocker } from "./upgrade-plan.ts";
import { removeContainer } from "./upgrade-server.ts";

/**
 * The cluster that an undo goes back to.
 * @throws UserError when none is kept, or it cannot be opened any more
 */
export async function planUndo({ server, remembered }: ServerInDocker): Promise<KeptCluster> {
  const { host, name } = server;
  const kept = requireKept(remembered);
  await requireDaemon(host);
  const image = await findImage(host, kept.imageId);
  if (image === undefined) {
    throw new UserError(
      `Docker does not have the image of PostgreSQL ${kept.majorVersion} any more that opens the kept data`,
      {
        where: `image ${kept.image ?? kept.imageId}`,
        mend: `Pull an image of PostgreSQL ${kept.majorVersion}, and name it in pgstack:image; nothing was changed.`,
      },
    );
  }
  const { clusters } = await lookAtVolume(server, image.id);
  if (clusters.get(kept.cluster) === kept.majorVersion) return kept;
  throw new UserError(`the kept data of PostgreSQL ${kept.majorVersion} is not in the volume any more`, {
    where: `docker volume ${name}, folder ${kept.cluster}`,
  });
}

/**
 * Gives the server the cluster back that it had before the last upgrade, as it was then. The other one is kept in its place,
 * with what was written since: an undo can be undone. Nothing is deleted.
 */
export async function undoUpgrade(
  { server, remembered }: ServerInDocker,
  kept: KeptCluster,
  root?: string,
): Promise<void> {
  const { stack, host, name } = server;
  const { cluster = "", imageId, image } = remembered;
  const container = await findContainer(host, name);
  const opener = container?.image ?? imageId;
  if (opener === undefined || remembered.majorVersion === undefined)
    throw new Error("an upgrade remembers its image");
  await removeLeftovers(server);
  await stop(server);
  const left: KeptCluster = {
    cluster,
    majorVersion: remembered.majorVersion,
    image,
    imageId: opener,
    since: new Date().toISOString(),
  };
  await keepImage(host, name, left);
  await removeContainer(host, name);
  rememberServer(
    stack,
    {
      ...remembered,
      cluster: kept.cluster,
      majorVersion: kept.majorVersion,
      ...(kept.image === undefined ? {} : { image: kept.image }),
      imageId: kept.imageId,
      previousCluster: left,
    },
    root,
  );
  await releaseImage(host, name, kept.cluster);
}

/** @throws UserError when there is none */
export function requireKept({ previousCluster, name }: RememberedServer): KeptCluster {
  if (previousCluster !== undefined) return previousCluster;
  throw new UserError("there is no upgrade to go back from: no other data is kept", {
    where: `docker volume ${name}`,
  });
}
