import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

/** All of it changes in place. */
export interface DatabasePrivilegesArgs {
  /** Roles that may connect to the database, beside its owner. */
  connect: Input<Input<string>[]>;
  /** Roles that may make temporary tables. @default none */
  temporary?: Input<Input<string>[]> | undefined;
  /** Roles that may use schema public; extensions put their types there. @default everybody */
  publicSchema?: Input<Input<string>[]> | undefined;
}

/**
 * Who may connect to the database and make temporary tables, and who uses schema public: what PostgreSQL lets everybody do is
 * taken away. Deleting it gives that back to everybody.
 */
export class DatabasePrivileges extends CustomResource {
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: DatabasePrivilegesArgs, opts?: CustomResourceOptions) {
    super(
      "pgstack:index:DatabasePrivileges",
      name,
      { ...args, differences: undefined, server: undefined },
      opts,
    );
  }
}
