import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";

export interface ReplicationArgs {
  /** How the server's true superuser is reached. A change is made in place. */
  superuser: Input<SuperuserReference>;
  /**
   * Physical replication slots, one a replica: each keeps the WAL its replica has yet to read. Any other slot whose name
   * begins with `replica_` is dropped as soon as nobody reads it.
   */
  slots: Input<readonly Input<string>[]>;
}

/**
 * What replicas need of their primary: the role `rdsrepladmin`, which logs in by certificate and has no password, and a
 * slot each. A slot that is gone or whose WAL is (`wal_status` lost) is made again in place.
 */
export class Replication extends CustomResource {
  /** What is not as declared, a few words each; empty after an update. */
  declare readonly problems: Output<string[]>;

  constructor(name: string, args: ReplicationArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Replication", name, { ...args, problems: undefined }, opts);
  }
}
