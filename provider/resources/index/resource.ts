import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { IndexKey, IndexMethod } from "../../../model/index-definition.ts";
import type { IndexStorage } from "../../../model/index-storage.ts";

/**
 * See {@link IndexDefinition}. A change of schema or name replaces; one of the comment builds nothing; any other
 * builds beside and swaps.
 */
export interface IndexArgs {
  schema: Input<string>;
  name: Input<string>;
  /** A table, a partitioned table or a materialized view. */
  table: Input<string>;
  keys: Input<readonly IndexKey[]>;
  /** @default "btree" */
  method?: Input<IndexMethod> | undefined;
  /** @default false */
  unique?: Input<boolean> | undefined;
  /** Whether a unique index takes two NULLs for equal. @default false */
  nullsNotDistinct?: Input<boolean> | undefined;
  /** @default none */
  include?: Input<readonly string[]> | undefined;
  /** Predicate of a partial index, without WHERE. @default none */
  where?: Input<string> | undefined;
  /** Storage parameters. @default the method's own */
  with?: Input<IndexStorage> | undefined;
  /** @default the server's default_tablespace, else the database's own */
  tablespace?: Input<string> | undefined;
  /** What it is for. @default none */
  comment?: Input<string> | undefined;
  /** `incarnation` of the materialized view it is on: one that was made again gets it again. @default none */
  incarnation?: Input<string> | undefined;
}

/** An index, built CONCURRENTLY, never left INVALID. `pulumi import pgstack:index:Index <name> <schema>.<index>` works. */
export class Index extends CustomResource {
  /** The server's own text of the index, as it was last built or adopted. */
  declare readonly definition: Output<string>;
  /** The text of what was found in its place; the next update makes it as it is declared. Absent where it is as it was built. */
  declare readonly foundDefinition: Output<string | undefined>;
  /** Whether queries can use it. */
  declare readonly valid: Output<boolean>;
  /** What is to be said of an ivfflat index's lists against the rows there are; absent when nothing is. */
  declare readonly listsAdvice: Output<string | undefined>;
  /**
   * Partitions, as `schema.name`, that have no valid index attached to it; the next update builds just those. Absent where its
   * table is not partitioned.
   */
  declare readonly missingOn: Output<string[] | undefined>;

  constructor(name: string, args: IndexArgs, opts?: CustomResourceOptions) {
    super(
      "pgstack:index:Index",
      name,
      {
        ...args,
        definition: undefined,
        foundDefinition: undefined,
        valid: undefined,
        oid: undefined,
        listsAdvice: undefined,
        missingOn: undefined,
        server: undefined,
      },
      opts,
    );
  }
}
