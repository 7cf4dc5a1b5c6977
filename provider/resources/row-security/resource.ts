import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { Policy, RowSecurity as TableRowSecurity } from "../../../model/row-security.ts";

export interface RowSecurityArgs {
  /** Name of the schema. A change replaces the resource. */
  schema: Input<string>;
  /** Tables whose rows are seen by policies alone; all others of the schema have no row security. */
  tables: Input<readonly TableRowSecurity[]>;
  /** Policies of these tables; another one is dropped. */
  policies: Input<readonly Policy[]>;
}

/**
 * Row security of one schema, changed in one transaction: nobody ever sees a table with its security on and its policies not
 * there, or the other way round. Deleting it drops the policies and leaves row security on, so that no row comes to light.
 */
export class RowSecurity extends CustomResource {
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: RowSecurityArgs, opts?: CustomResourceOptions) {
    const outputs = { built: undefined, differences: undefined, server: undefined };
    super("pgstack:index:RowSecurity", name, { ...args, ...outputs }, opts);
  }
}
