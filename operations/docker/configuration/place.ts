/** Where a container of the stack finds its configuration: a folder of a volume that is mounted read-only. */
export interface ConfigurationPlace {
  /** Address of the daemon. */
  readonly dockerHost: string;
  /** The volume with a folder for each container. */
  readonly volume: string;
  /** The volume's folder for this container, e.g. `primary`. */
  readonly folder: string;
  /** Image of the container: its user `postgres` is given the files. */
  readonly image: string;
  /** Name of the container that reads them. */
  readonly container: string;
}

/** Where the volume is mounted in every container. */
export const mountPoint = "/etc/pgstack";

/** Files by name: what stands in them. */
export type Files = Readonly<Record<string, string>>;
