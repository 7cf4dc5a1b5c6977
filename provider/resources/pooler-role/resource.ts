import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";

export interface PoolerRoleArgs {
  /** How the server's true superuser is reached. A change is made in place. */
  superuser: Input<SuperuserReference>;
}

/**
 * What PgBouncer needs of the server: the role `pgbouncer`, which logs in by certificate and has no password, and in the
 * database `postgres` the function `pgbouncer.user_lookup(name)`, by which it alone reads verifiers of roles that may log
 * in; never those of superusers, of roles for replication, or its own.
 */
export class PoolerRole extends CustomResource {
  /** What is not as declared, a few words each; empty after an update. */
  declare readonly problems: Output<string[]>;

  constructor(name: string, args: PoolerRoleArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:PoolerRole", name, { ...args, problems: undefined }, opts);
  }
}
