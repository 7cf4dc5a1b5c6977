import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface CertificatesArgs {
  /**
   * Folder of the files, relative to the project or absolute: `ca.crt` and `ca.key`, `server.crt` and `server.key`, and a
   * `.crt` and a `.key` of each client. A change makes new ones, with another authority, and removes the old.
   */
  folder: Input<string>;
  /** Names and addresses that clients reach the server by. A change renews the server's certificate in place. */
  hosts: Input<Input<string>[]>;
  /**
   * Clients that log in by certificate: name of the files -> common name, which is the role. A change makes or removes
   * their files in place.
   *
   * @example { replicator: "rdsrepladmin" }
   */
  clients: Input<Record<string, Input<string>>>;
  /** Another number renews every certificate but the authority's, in place: clients go on trusting what they trust. */
  version: Input<number>;
}

/**
 * A certificate authority of a stack's own, with the server's certificate and those of clients, in files for their owner
 * alone. No key is in the state. Looked at in each preview and update: what is missing, does not fit or ends soon (30
 * days; the authority a year) is renewed in place. Deleting it removes the files.
 */
export class Certificates extends CustomResource {
  /** `ca.crt`, as clients are given it: relative to the project when the folder is. */
  declare readonly caFile: Output<string>;
  /** SHA-256 of all certificates, in hex: another one when any of them was renewed. */
  declare readonly fingerprint: Output<string>;
  /** When the first of them ends, in ISO 8601. */
  declare readonly notAfter: Output<string>;
  /** `valid`, or what a refresh found to be wrong. */
  declare readonly status: Output<string>;

  constructor(name: string, args: CertificatesArgs, opts?: CustomResourceOptions) {
    const outputs = { caFile: undefined, fingerprint: undefined, notAfter: undefined, status: undefined };
    super("pgstack:index:Certificates", name, { ...args, ...outputs }, opts);
  }
}
