import { UserError } from "../../../errors/user-error.ts";
import { findContainer } from "../../../machine/docker/container.ts";
import { inspect } from "../../../machine/docker/docker.ts";
import { findImage, type PostgresImage } from "../../../machine/docker/image.ts";
import { requireDaemon } from "../../../machine/docker/require-daemon.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { DockerServer } from "../docker-server.ts";
import type { ClusterSide } from "./cluster-upgrade.ts";
import { freeClusterName, lookAtVolume, type VolumeContent } from "./look-at-volume.ts";

/** What an upgrade would do. */
export interface UpgradePlan {
  readonly from: ClusterSide;
  readonly to: ClusterSide;
  readonly image: PostgresImage;
}

/** The stack's server in Docker, as it is remembered. */
export interface ServerInDocker {
  readonly server: DockerServer;
  readonly remembered: RememberedServer;
}

/**
 * Looks at the data and at both images; changes nothing.
 *
 * @param imageName the image that is to open the data; it is there already
 * @param sameMajor whether a copy by the same version is wanted
 * @throws UserError when there is nothing to upgrade, or it cannot be done
 */
export async function planUpgrade(
  { server, remembered }: ServerInDocker,
  imageName: string,
  { sameMajor = false }: { readonly sameMajor?: boolean } = {},
): Promise<UpgradePlan> {
  const { host, name } = server;
  const { cluster, previousCluster, unfinishedCluster } = remembered;
  await requireDaemon(host);
  if (previousCluster !== undefined) {
    throw new UserError(
      `the volume has the data of PostgreSQL ${previousCluster.majorVersion} as well, kept since ${previousCluster.since}`,
      {
        where: `docker volume ${name}`,
        mend: "Delete that first by `npx pgstack upgrade --finish`, or go back to it by `npx pgstack upgrade --undo`.",
      },
    );
  }
  const image = await findImage(host, imageName);
  if (image === undefined) {
    throw new UserError("the image is not there", { where: `pgstack:image: ${imageName}`, mend: "Pull it." });
  }
  const { majorVersion } = image;
  if (majorVersion === undefined) {
    throw new UserError("the image does not say which PostgreSQL it has (PG_MAJOR)", {
      where: `pgstack:image: ${imageName}`,
      mend: "Use an image with the official one's conventions.",
    });
  }
  const content = await contentOf(server, image.id);
  const data = cluster === undefined ? undefined : content.clusters.get(cluster);
  if (cluster === undefined || !data) {
    throw new UserError("there is no data to upgrade", {
      where: `docker volume ${name}`,
      mend: "Run `npx pgstack up`: it makes a new server.",
    });
  }
  requireNewer(data, majorVersion, sameMajor);
  const before = await imageOf(host, remembered, data);
  // What an earlier try has begun is deleted before this one begins.
  const clusters = new Map([...content.clusters].filter(([folder]) => folder !== unfinishedCluster));
  const to = {
    cluster: freeClusterName(majorVersion, { ...content, clusters }),
    image: image.id,
    majorVersion,
  };
  return { from: { cluster, image: before, majorVersion: data }, to, image };
}

function requireNewer(data: number, majorVersion: number, sameMajor: boolean): void {
  if (majorVersion > data || (sameMajor && majorVersion === data)) return;
  if (majorVersion === data) {
    throw new UserError(
      `the data is PostgreSQL ${data}'s, and so is the image: there is nothing to upgrade`,
      {
        where: "pgstack:image",
        mend: "Set it to an image of a newer PostgreSQL first; a newer minor version needs no more than `npx pgstack up`.",
      },
    );
  }
  throw new UserError(
    `the data is PostgreSQL ${data}'s, and the image is PostgreSQL ${majorVersion}: PostgreSQL has no way back to an older version`,
    { where: "pgstack:image", mend: `Set it to an image of PostgreSQL ${data} or newer.` },
  );
}

async function contentOf(
  place: Pick<DockerServer, "stack" | "host" | "name">,
  image: string,
): Promise<VolumeContent> {
  // A container with a volume that is not there would make it.
  const volume = await inspect(place.host, "volume", place.name);
  return volume === undefined ? { clusters: new Map(), free: 0 } : await lookAtVolume(place, image);
}

/** The image that opens the data as it is: its container's, or what is remembered where that was removed. */
async function imageOf(
  host: string,
  { name = "", image, imageId }: RememberedServer,
  data: number,
): Promise<string> {
  const container = await findContainer(host, name);
  for (const id of [container?.image, imageId]) {
    const found = id === undefined ? undefined : await findImage(host, id);
    if (found?.majorVersion === data) return found.id;
  }
  throw new UserError(
    `Docker does not have the image of PostgreSQL ${data} that the data was made with any more`,
    {
      where: image === undefined ? `docker volume ${name}` : `pgstack:image was ${image}`,
      mend: `Set pgstack:image to an image of PostgreSQL ${data} and run \`npx pgstack up\`; then upgrade from that.`,
    },
  );
}
