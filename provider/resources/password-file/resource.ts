import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { CredentialReference } from "../../../db/connection-target.ts";

export interface PasswordFileArgs {
  /** Relative to the project, or absolute. A change replaces the file. */
  path: Input<string>;
  /** The password; a secret in the state. */
  password: Input<string>;
}

/** A file with a password alone, readable by its owner only. Deleting it removes the file. */
export class PasswordFile extends CustomResource {
  /** `file:<path>`, for whoever connects. */
  declare readonly credential: Output<CredentialReference>;

  constructor(name: string, args: PasswordFileArgs, opts?: CustomResourceOptions) {
    const outputs = { credential: undefined, status: undefined };
    super(
      "pgstack:index:PasswordFile",
      name,
      { ...args, ...outputs },
      { ...opts, additionalSecretOutputs: ["password"] },
    );
  }
}
