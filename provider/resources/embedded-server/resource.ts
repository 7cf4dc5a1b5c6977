import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { CredentialReference } from "../../../db/connection-target.ts";

export interface EmbeddedServerArgs {
  /** Stack it belongs to: names its folders. A change replaces the server. */
  stack: Input<string>;
  /** TCP port on 127.0.0.1. A change restarts the server. */
  port: Input<number>;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: Input<string>;
  /** A change is refused while there is data. */
  database: Input<string>;
  /** The administrator. A change is refused while there is data. */
  adminUser: Input<string>;
  /** Memory given to the server, in bytes. A change restarts it. */
  memory: Input<number>;
}

/** A PostgreSQL in a process of its own in the background. Deleting it stops the process and deletes the data. */
export class EmbeddedServer extends CustomResource {
  /** `running`, or what a refresh found instead. */
  declare readonly status: Output<string>;
  declare readonly address: Output<string>;
  declare readonly port: Output<number>;
  declare readonly database: Output<string>;
  declare readonly adminUser: Output<string>;
  declare readonly adminCredential: Output<CredentialReference>;
  declare readonly systemIdentifier: Output<string>;
  /** Changes when the data folder came back empty or from an older copy. */
  declare readonly identity: Output<string>;

  constructor(name: string, args: EmbeddedServerArgs, opts?: CustomResourceOptions) {
    const outputs = {
      status: undefined,
      address: undefined,
      adminCredential: undefined,
      systemIdentifier: undefined,
      identity: undefined,
    };
    super("pgstack:index:EmbeddedServer", name, { ...args, ...outputs }, opts);
  }
}
