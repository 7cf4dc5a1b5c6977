import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface SchemaArgs {
  /** Name of the schema. A change replaces it; one that still holds objects is not dropped. */
  name: Input<string>;
  /** Role that owns it; changed in place. */
  owner: Input<string>;
  /** What it is for. @default "" */
  comment?: Input<string> | undefined;
}

/** A schema made by our own plug-in, for servers that `@pulumi/postgresql` cannot reach. */
export class Schema extends CustomResource {
  declare readonly name: Output<string>;

  constructor(name: string, args: SchemaArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Schema", name, { ...args, server: undefined }, opts);
  }
}
