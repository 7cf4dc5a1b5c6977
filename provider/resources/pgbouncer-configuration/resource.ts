import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface PgBouncerConfigurationArgs {
  /** Address of the Docker daemon. */
  dockerHost: Input<string>;
  /** Volume it is written to. A change replaces it. */
  volume: Input<string>;
  /** Folder in the volume, e.g. `pgbouncer`. A change replaces it. */
  folder: Input<string>;
  /** Image of the container, whose user `postgres` is given the files. */
  image: Input<string>;
  /** Name of the container that reads it; it need not be there yet. */
  container: Input<string>;
  /** Where it finds the primary. A change reloads it. */
  primary: Input<string>;
  /** Section `[pgbouncer]` of its file. A change reloads it; one of where it listens restarts it. */
  settings: Input<Readonly<Record<string, string>>>;
  /** Folder of certificates and keys, relative to the project or absolute. */
  tlsFolder: Input<string>;
  /** Files of it that PgBouncer needs. */
  tlsFiles: Input<readonly Input<string>[]>;
  /** Of the certificates: another one reloads them. */
  tlsFingerprint: Input<string>;
}

/** What PgBouncer in Docker is configured with. A reload cuts no connection. */
export class PgBouncerConfiguration extends CustomResource {
  /** `applied`, or what a look at the files found instead. */
  declare readonly status: Output<string>;

  constructor(name: string, args: PgBouncerConfigurationArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:PgBouncerConfiguration", name, { ...args, status: undefined }, opts);
  }
}
