import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface NativeServerArgs {
  /** Stack it belongs to: names its folders. A change replaces the server. */
  stack: Input<string>;
  /** Folder of PostgreSQL's programs. Another major version is refused while there is data; any other restarts the server. */
  bin: Input<string>;
  /** TCP port on 127.0.0.1. A change restarts the server. */
  port: Input<number>;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: Input<string>;
  /** A superuser. A change is refused while there is data. */
  adminUser: Input<string>;
  /** File with the administrator's password, relative to the project or absolute; when it has another, the server restarts. */
  passwordFile: Input<string>;
  /** Memory given to the server, in bytes; a quarter is its shared buffers. A change restarts it. */
  memory: Input<number>;
}

/**
 * A PostgreSQL of this machine's programs in the background. It starts with the database `postgres`. Deleting it stops the
 * process and deletes the data.
 */
export class NativeServer extends CustomResource {
  /** `running`, or what a refresh found instead. */
  declare readonly status: Output<string>;
  declare readonly address: Output<string>;
  declare readonly port: Output<number>;
  declare readonly adminUser: Output<string>;
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
