import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { Duration } from "../../../model/duration.ts";

/** A change of schema or name replaces the view; another query is built beside it and takes its place. */
export interface MaterializedViewArgs {
  schema: Input<string>;
  name: Input<string>;
  /** Role that owns it, and by whose rights its query reads. */
  owner: Input<string>;
  /** The SELECT that fills it; names without a schema are of its own schema, then of `public`. */
  query: Input<string>;
  /** Columns that no two rows share: they get a unique index `<name>_key`. @default none */
  key?: Input<readonly string[]> | undefined;
  /** What is in it. The time of the last refresh stands below it. @default none */
  comment?: Input<string> | undefined;
  /** Whether readers go on while it is refreshed, which takes a key or another unique index. @default true */
  concurrently?: Input<boolean> | undefined;
  /** Age of its data from which on an update refreshes it. @default any age is fine */
  maxAge?: Input<Duration> | undefined;
}

/**
 * A materialized view: readers find it there, with data, whatever changes. What is made of it, such as a view, keeps its query
 * from changing. `pulumi import pgstack:index:MaterializedView <name> <schema>.<view>` works.
 */
export class MaterializedView extends CustomResource {
  /** The server's own text of its query. */
  declare readonly definition: Output<string>;
  /** Changes when the view was made without the indexes and privileges of one before, and not by a new query. */
  declare readonly incarnation: Output<string>;
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: MaterializedViewArgs, opts?: CustomResourceOptions) {
    const outputs = {
      definition: undefined,
      built: undefined,
      oid: undefined,
      incarnation: undefined,
      differences: undefined,
      server: undefined,
    };
    super("pgstack:index:MaterializedView", name, { ...args, ...outputs }, opts);
  }
}
