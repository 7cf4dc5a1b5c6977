import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface ExtensionVersionsArgs {
  /** By extension: a version, `latest` for the one that the server brings, `any` for one that is watched alone. */
  versions: Input<Record<string, string>>;
}

/**
 * Versions of a database's extensions. An upgrade of the server leaves them where they were: those that are declared are brought
 * to theirs, and of all others it is said when the server has a newer one. Deleting it changes nothing.
 */
export class ExtensionVersions extends CustomResource {
  /** What is installed, by extension. */
  declare readonly installed: Output<Record<string, string>>;

  constructor(name: string, args: ExtensionVersionsArgs, opts?: CustomResourceOptions) {
    const outputs = { installed: undefined, pending: undefined, server: undefined };
    super("pgstack:index:ExtensionVersions", name, { ...args, ...outputs }, opts);
  }
}
