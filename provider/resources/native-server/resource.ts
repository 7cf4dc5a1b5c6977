import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

/** What every native server is given: a primary, and a replica of it. */
export interface NativeArgs {
  /** Stack it belongs to: names its folders. A change replaces the server. */
  stack: Input<string>;
  /** Folder of PostgreSQL's programs. Another major version is refused while there is data; any other restarts the server. */
  bin: Input<string>;
  /** TCP port on 127.0.0.1. A change restarts the server. */
  port: Input<number>;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: Input<string>;
  /** Folder of the socket that its superuser is reached by, absolute. A change restarts the server. */
  socketFolder: Input<string>;
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

export type NativeServerArgs = NativeArgs;

/**
 * A PostgreSQL of this machine's programs in the background. It starts with the database `postgres`; its superuser is
 * reached by the socket alone, its folder being for the server's user and root. Deleting it stops the process and deletes
 * the data.
 */
export class NativeServer extends CustomResource {
  /** `running`, or what a refresh found instead. */
  declare readonly status: Output<string>;
  declare readonly address: Output<string>;
  declare readonly port: Output<number>;
  declare readonly majorVersion: Output<number>;
  declare readonly systemIdentifier: Output<string>;
  /** Changes when the data folder came back empty or from an older copy. */
  declare readonly identity: Output<string>;

  constructor(name: string, args: NativeServerArgs, opts?: CustomResourceOptions) {
    const outputs = {
      status: undefined,
      address: undefined,
      majorVersion: undefined,
      systemIdentifier: undefined,
      identity: undefined,
    };
    super("pgstack:index:NativeServer", name, { ...args, ...outputs }, opts);
  }
}
