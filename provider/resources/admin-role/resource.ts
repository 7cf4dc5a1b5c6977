import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { CredentialReference } from "../../../db/connection-target.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";

export interface AdminRoleArgs {
  /** How the server's true superuser is reached. A change is made in place. */
  superuser: Input<SuperuserReference>;
  /** Name of the administrator. A change replaces it: another role, with what the old one owns. */
  name: Input<string>;
  /** Where its password is found; never the password. Another password in the file is set in place. */
  credential: Input<CredentialReference>;
  /** Of the password: a change sets the one that the file then has. */
  version: Input<number>;
}

/**
 * The administrator of a server as RDS gives one: no superuser, but a member of `rds_superuser` with all that this role
 * may do there. What was changed by hand is seen by every update, also without a refresh, and mended in place.
 */
export class AdminRole extends CustomResource {
  /** Name of the administrator, once it may log in. */
  declare readonly name: Output<string>;
  /** What is not as declared, a few words each; empty after an update. */
  declare readonly problems: Output<string[]>;

  constructor(name: string, args: AdminRoleArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:AdminRole", name, { ...args, problems: undefined }, opts);
  }
}
