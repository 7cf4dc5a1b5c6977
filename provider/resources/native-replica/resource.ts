import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { NativeArgs } from "../native-server/resource.ts";

export interface NativeReplicaArgs extends NativeArgs {
  /** Part of its folders' names, and its `application_name` at the primary: `replica-1`. A change replaces it. */
  replica: Input<string>;
  /** Its replication slot at the primary: `replica_1`. A change clones it anew. */
  slot: Input<string>;
  /** Where the primary listens. A change is reloaded. */
  primaryPort: Input<number>;
  /** Folder of the primary's socket. */
  primarySocketFolder: Input<string>;
  /** The primary's identity. With another one the data is cloned anew. */
  primaryIdentity: Input<string>;
}

/**
 * A standby of a native server, with its data beside the primary's: cloned by its slot, then replaying what the primary
 * writes. It is up when it is in recovery and streaming; started again when it was killed, cloned anew when it can follow
 * the primary no more. Deleting it stops the process and deletes its data.
 */
export class NativeReplica extends CustomResource {
  /** `streaming`, or what a refresh found instead. */
  declare readonly status: Output<string>;
  declare readonly port: Output<number>;

  constructor(name: string, args: NativeReplicaArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:NativeReplica", name, { ...args, status: undefined }, opts);
  }
}
