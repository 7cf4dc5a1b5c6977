import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface RoleArgs {
  /** Name of the role. A change replaces it; what it owned goes to the administrator. */
  name: Input<string>;
  /** Whether it may log in. @default false */
  login?: Input<boolean> | undefined;
  /** `none` for a role that logs in without a password of ours. @default "password" */
  credential?: Input<"password" | "none"> | undefined;
  /** What it is for. @default "" */
  comment?: Input<string> | undefined;
  /** Roles it is a member of, with INHERIT and SET. @default none */
  memberOf?: Input<Input<string>[]> | undefined;
  /** Concurrent connections; -1 is no limit. @default -1 */
  connectionLimit?: Input<number> | undefined;
  /** A change makes a new password; sessions that are open live on. @default 1 */
  passwordVersion?: Input<number> | undefined;
}

/** A database role made by our own plug-in, for servers that `@pulumi/postgresql` cannot reach. */
export class Role extends CustomResource {
  declare readonly name: Output<string>;
  /** The generated password, a secret; `undefined` for a role that does not log in. */
  declare readonly password: Output<string | undefined>;

  constructor(name: string, args: RoleArgs, opts?: CustomResourceOptions) {
    const outputs = { password: undefined, excess: undefined, server: undefined };
    super(
      "pgstack:index:Role",
      name,
      { ...args, ...outputs },
      { ...opts, additionalSecretOutputs: ["password"] },
    );
  }
}
