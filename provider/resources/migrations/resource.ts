import { CustomResource, type CustomResourceOptions, type Input } from "@pulumi/pulumi";

export interface MigrationsArgs {
  /** Schema the migrations are of. A change replaces the resource. */
  schema: Input<string>;
  /** Role that owns what they make. A change replaces nothing; it holds for later migrations. */
  owner: Input<string>;
  /** Folder of the files, relative to the project. */
  folder: Input<string>;
  /** Values for `{{ name }}` in the files. @default none */
  variables?: Input<Readonly<Record<string, string | number>>> | undefined;
}

/** The migrations of one schema, all applied. A preview shows those that are pending. */
export class Migrations extends CustomResource {
  constructor(name: string, args: MigrationsArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Migrations", name, { ...args, files: undefined, server: undefined }, opts);
  }
}
