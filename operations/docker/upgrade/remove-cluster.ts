import { type ClusterUpgrade, dataMount } from "./cluster-upgrade.ts";
import { oneOff } from "./one-off.ts";

/** A name that this program gives: nothing else in a volume is ever deleted. */
const ours = /^\d+(-\d+)?$/;

/** Deletes a cluster's folder from the stack's volume; nothing when there is none. */
export async function removeCluster(
  upgrade: Pick<ClusterUpgrade, "stack" | "host" | "name">,
  image: string,
  cluster: string,
): Promise<void> {
  if (!ours.test(cluster)) throw new Error(`"${cluster}" is no folder of a cluster`);
  await oneOff(upgrade, image, 'rm -rf "$1"', [`${dataMount}/${cluster}`]);
}
