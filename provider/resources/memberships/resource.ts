import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface MembershipsArgs {
  /** The groups of each declared role, by its name; an empty list for a member of none. All of it changes in place. */
  members: Input<Readonly<Record<string, readonly string[]>>>;
}

/**
 * Who is a member of what, of roles that another provider made: it sees whether, and not how. Members inherit and may SET ROLE,
 * and pass nothing on; whoever else is a member of a declared role is one no more. Deleting it leaves memberships as they are.
 */
export class Memberships extends CustomResource {
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: MembershipsArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Memberships", name, { ...args, differences: undefined, server: undefined }, opts);
  }
}
