import { CustomResource, type CustomResourceOptions, type Input } from "@pulumi/pulumi";

export interface LoginFileArgs {
  /** Relative to the project, or absolute: the file that PGPASSFILE names. A change replaces the file. */
  path: Input<string>;
}

/**
 * The administrator's password in a file, for providers that take no reference to it (libpq's password file). Whom it is of and
 * where it is found, its own provider is configured with; no password is in the state. Looked at before every update, the file
 * follows the secret: after a rotation there is nothing to change. Deleting it removes the file.
 */
export class LoginFile extends CustomResource {
  constructor(name: string, args: LoginFileArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:LoginFile", name, { ...args }, opts);
  }
}
