import type { ClusterUpgrade } from "./cluster-upgrade.ts";
import { dataMount } from "./cluster-upgrade.ts";
import { oneOff } from "./one-off.ts";

/** What is in a stack's volume. */
export interface VolumeContent {
  /** PostgreSQL's major version by folder; 0 for a folder without a cluster. */
  readonly clusters: ReadonlyMap<string, number>;
  /** Bytes that can still be written. */
  readonly free: number;
}

const script = `cd "$1" || exit 1
df -P -k . | { read -r line; read -r device blocks used free rest; echo "$free"; }
for folder in */; do
  [ -d "$folder" ] || continue
  version=0
  [ ! -s "\${folder}PG_VERSION" ] || version=$(cat "\${folder}PG_VERSION")
  echo "$version \${folder%/}"
done`;

/** Looks which clusters are in the volume, with any image that is there. */
export async function lookAtVolume(
  upgrade: Pick<ClusterUpgrade, "stack" | "host" | "name">,
  image: string,
): Promise<VolumeContent> {
  const [free = "0", ...folders] = (await oneOff(upgrade, image, script, [dataMount])).split("\n");
  const clusters = folders.map((line): [string, number] => {
    const space = line.indexOf(" ");
    // What begins with a point is no version of ours: 9.6 and older.
    return [line.slice(space + 1), Math.trunc(Number(line.slice(0, space)))];
  });
  return { clusters: new Map(clusters), free: Number(free) * 1024 };
}

/** A name for a new cluster's folder that is not taken: `17`, `17-2`, ... */
export function freeClusterName(majorVersion: number, { clusters }: VolumeContent): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? String(majorVersion) : `${majorVersion}-${count}`;
    if (!clusters.has(name)) return name;
  }
}
