import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { ColumnMask } from "../../../model/column-mask.ts";
import type { Grant } from "../../../model/privilege.ts";

export interface PrivilegesArgs {
  /** Name of the schema. A change replaces the resource. */
  schema: Input<string>;
  /** Role that owns what the schema holds. */
  owner: Input<string>;
  /** Who may do what. Privileges held by anybody else in the schema are taken away. */
  grants: Input<readonly Grant[]>;
  /** Roles whose later objects get the privileges when they are made. @default the owner */
  creators?: Input<Input<string>[]> | undefined;
  /** Columns that some roles cannot read. @default none */
  masks?: Input<readonly ColumnMask[]> | undefined;
  /** `incarnation` of each materialized view by name: one that was made again is given its privileges again. @default none */
  incarnations?: Input<Record<string, Input<string>>> | undefined;
}

/** All privileges of one schema, applied in one transaction: no query that old and new allow ever fails. */
export class Privileges extends CustomResource {
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: PrivilegesArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Privileges", name, { ...args, differences: undefined, server: undefined }, opts);
  }
}
