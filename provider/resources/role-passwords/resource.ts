import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface RolePasswordsArgs {
  /** Passwords of roles that are there, by name; secrets in the state. A change sets those that are others. */
  passwords: Input<Readonly<Record<string, Input<string>>>>;
}

/**
 * That roles log in by the passwords they were given. Whoever is no superuser cannot read what the server keeps of them, on
 * RDS as here: a refresh tries them, and the next update sets again those that are refused. Deleting it leaves them.
 */
export class RolePasswords extends CustomResource {
  /** Roles whose password the server refuses; empty after an update. */
  declare readonly refused: Output<string[]>;

  constructor(name: string, args: RolePasswordsArgs, opts?: CustomResourceOptions) {
    super(
      "pgstack:index:RolePasswords",
      name,
      { ...args, refused: undefined },
      { ...opts, additionalSecretOutputs: ["passwords"] },
    );
  }
}
