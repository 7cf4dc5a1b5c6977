import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface PostgresConfigurationArgs {
  /** Address of the Docker daemon. */
  dockerHost: Input<string>;
  /** Volume it is written to. A change replaces it. */
  volume: Input<string>;
  /** Folder in the volume, e.g. `primary`. A change replaces it. */
  folder: Input<string>;
  /** Image of the container, whose user `postgres` is given the files. */
  image: Input<string>;
  /** Name of the container that reads it; it need not be there yet. */
  container: Input<string>;
  /** Parameters that PostgreSQL reads at its start alone. A change restarts the server. */
  staticParameters: Input<Readonly<Record<string, string>>>;
  /** Parameters that it reads at any time. A change reloads them. */
  dynamicParameters: Input<Readonly<Record<string, string>>>;
  /** Lines of `pg_hba.conf`, the first that fits decides. A change reloads them. */
  hostRules: Input<readonly Input<string>[]>;
  /** Folder of certificates and keys, relative to the project or absolute. */
  tlsFolder: Input<string>;
  /** Files of it that the server needs. */
  tlsFiles: Input<readonly Input<string>[]>;
  /** Of the certificates: another one reloads them. */
  tlsFingerprint: Input<string>;
}

/**
 * What a PostgreSQL in Docker is configured with: parameters, who may log in, certificates. It is written before the
 * server starts and whenever it changes; then the server reloads it, or restarts where a static parameter changed, which
 * takes a second or two and cuts all connections.
 */
export class PostgresConfiguration extends CustomResource {
  /** `applied`, or what a look at the server found instead. */
  declare readonly status: Output<string>;

  constructor(name: string, args: PostgresConfigurationArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:PostgresConfiguration", name, { ...args, status: undefined }, opts);
  }
}
