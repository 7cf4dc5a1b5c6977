import { CustomResource, type CustomResourceOptions, type Input } from "@pulumi/pulumi";
import type { Grant } from "../../../model/privilege.ts";

export interface PrivilegesArgs {
  /** Name of the schema. A change replaces the resource. */
  schema: Input<string>;
  /** Role that owns what the schema holds; its future objects get the privileges too. */
  owner: Input<string>;
  /** Who may do what. Privileges held by anybody else in the schema are taken away. */
  grants: Input<readonly Grant[]>;
}

/** All privileges of one schema, applied in one transaction: no query that old and new allow ever fails. */
export class Privileges extends CustomResource {
  constructor(name: string, args: PrivilegesArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Privileges", name, { ...args, differences: undefined, server: undefined }, opts);
  }
}
