/** One of the two clusters of an upgrade: a folder of the stack's volume, and the image whose PostgreSQL opens it. */
export interface ClusterSide {
  /** The folder's name in the volume, e.g. `17`. */
  readonly cluster: string;
  /** Id of the image, or a name of it. */
  readonly image: string;
  readonly majorVersion: number;
}

/** Which data is copied into a new cluster, and with what. */
export interface ClusterUpgrade {
  readonly stack: string;
  /** Address of the daemon. */
  readonly host: string;
  /** Of the stack's container and volume. */
  readonly name: string;
  readonly from: ClusterSide;
  readonly to: ClusterSide;
  /** Processes that dump, restore and compare side by side. */
  readonly jobs: number;
  /** What the new server may take while everything is restored, in bytes. */
  readonly memory: number;
}

/** Tells what is under way, for people. */
export type Tell = (text: string) => void;

/** Where the volume is mounted in both servers, as the stack's own container has it. */
export const dataMount = "/var/lib/postgresql/data";
/** Where the volume is mounted that lives as long as the upgrade: sockets, the dump. */
export const workMount = "/upgrade";

/** Name of that volume. */
export function workVolume(name: string): string {
  return `${name}-upgrade`;
}

/** Whose the containers and the volume of an upgrade are: a destroy of the stack finds them, and the next upgrade. */
export function upgradeLabels({ stack, name }: Pick<ClusterUpgrade, "stack" | "name">): string[] {
  return [
    ...["--label", `pgstack.stack=${stack}`, "--label", `pgstack.name=${name}`],
    ...["--label", `pgstack.upgrade=${name}`],
  ];
}
