import { UserError } from "../../../errors/user-error.ts";
import { type ClusterUpgrade, dataMount, workMount } from "./cluster-upgrade.ts";
import type { OldCluster } from "./old-cluster.ts";
import { oneOff } from "./one-off.ts";

/** What a new cluster takes before anything is in it, WAL included, in bytes. */
const emptyCluster = 1024 ** 3 / 4;

/** Free bytes of both volumes, and whether those are the same bytes. */
const script = `df -P -k "$1" "$2" | { read -r head; while read -r device blocks used free rest; do echo "$free $device"; done; }`;

/**
 * Whether there is room for a second copy of all data, and for the largest database's dump beside it. A dump has no indexes
 * and is compressed: it takes less than its database.
 *
 * @throws UserError with both figures
 */
export async function checkSpace(
  upgrade: ClusterUpgrade,
  { databases }: Pick<OldCluster, "databases">,
  signal: AbortSignal,
): Promise<void> {
  const answer = await oneOff(upgrade, upgrade.to.image, script, [dataMount, workMount], {
    signal,
    work: true,
  });
  const [data, work] = answer.split("\n").map((line) => {
    const [free, ...device] = line.split(" ");
    return { free: Number(free) * 1024, device: device.join(" ") };
  });
  if (data === undefined || work === undefined) throw new Error(`df says: ${answer}`);
  const sizes = databases.map(({ size }) => size);
  const copy = emptyCluster + sizes.reduce((sum, size) => sum + size, 0);
  const dump = Math.max(0, ...sizes);
  const where = `docker volume ${upgrade.name}`;
  const mend = "Make room where Docker keeps its volumes (`docker system df`), then run this again.";
  const together = data.device === work.device;
  if (data.free < copy + (together ? dump : 0) || work.free < dump) {
    const needed = together
      ? `${inGigabytes(copy + dump)} are needed`
      : `${inGigabytes(copy)} and ${inGigabytes(dump)} are needed`;
    const free = together
      ? inGigabytes(data.free)
      : `${inGigabytes(data.free)} and ${inGigabytes(work.free)}`;
    throw new UserError(`there is no room for a second copy of the data: ${needed}, ${free} are free`, {
      where,
      mend,
    });
  }
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
