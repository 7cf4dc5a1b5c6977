import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface ExtensionArgs {
  /** Name of the extension. A change replaces it; one in use is not dropped. */
  name: Input<string>;
  /** Schema of its objects; changed in place where the extension allows it. @default "public" */
  schema?: Input<string> | undefined;
  /** Version to make it at; `ExtensionVersions` changes it later. @default the server's own */
  version?: Input<string> | undefined;
}

/** An extension made by our own plug-in, for servers that `@pulumi/postgresql` cannot reach. */
export class Extension extends CustomResource {
  /** Version that is installed. */
  declare readonly version: Output<string>;

  constructor(name: string, args: ExtensionArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Extension", name, { version: undefined, ...args, server: undefined }, opts);
  }
}
