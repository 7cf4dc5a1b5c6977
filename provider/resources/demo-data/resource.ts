import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface DemoDataArgs {
  /** Schema to fill. A change replaces the resource. */
  schema: Input<string>;
  /** Seed of the generator; a change loads other rows in place of the old ones. */
  seed: Input<number>;
  /** Multiplies the about 40,000 rows; a change loads them anew. */
  scale: Input<number>;
}

/** Demo data, the same for the same seed and scale. Tables that hold rows of anybody else are left alone. */
export class DemoData extends CustomResource {
  /** Rows that were loaded, over all tables. */
  declare readonly rows: Output<number>;

  constructor(name: string, args: DemoDataArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:DemoData", name, { ...args, rows: undefined, server: undefined }, opts);
  }
}
