import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface IndexRecallArgs {
  /** Schema of the index. A change replaces the resource. */
  schema: Input<string>;
  /** Name of an hnsw or ivfflat index. A change replaces the resource. */
  index: Input<string>;
  /** The index as the server has it: another definition is measured again. */
  definition: Input<string>;
  /** How many nearest rows a query asks for, 1 to 1000. */
  k: Input<number>;
  /** The part of them that has to be found, above 0 and below 1. */
  atLeast: Input<number>;
  /** Queries asked. @default 20 / (1 - atLeast), and 200 to 1000 */
  queries?: Input<number> | undefined;
  /** SQL whose only column is the vectors that are asked for. @default rows of the table, moved a little */
  from?: Input<string> | undefined;
  /** Another seed takes other rows. @default 1 */
  seed?: Input<number> | undefined;
  /** Values that the program itself gives to roles: they are measured too, and said where they miss the goal. @default none */
  byHand?: Input<Readonly<Record<string, Input<number>>>> | undefined;
}

/** One value of the parameter, measured. */
export interface RecallPoint {
  readonly value: number;
  readonly recall: number;
  /** What the recall of all queries is at least, with a certainty of 99 %. */
  readonly atLeast: number;
  readonly milliseconds: number;
}

/**
 * The recall of a vector index, measured, and the smallest value of its parameter that meets a goal. It changes nothing on the
 * server: `value` is for settings of roles. When no value meets the goal it fails, and shows the curve.
 */
export class IndexRecall extends CustomResource {
  /** `hnsw.ef_search` or `ivfflat.probes`. */
  declare readonly parameter: Output<string>;
  /** The smallest value that meets the goal; pgvector's own, or `k`, when nothing was measured. */
  declare readonly value: Output<number>;
  /** What was measured, in words, or why nothing was: `not measured: 12 rows, and measuring takes 1,000`. */
  declare readonly summary: Output<string>;
  declare readonly curve: Output<RecallPoint[]>;
  /** Where roles that the program gives a value miss the goal by it, a sentence each. */
  declare readonly notes: Output<string[]>;

  constructor(name: string, args: IndexRecallArgs, opts?: CustomResourceOptions) {
    const found = { parameter: undefined, value: undefined, measured: undefined, summary: undefined };
    const curve = { recall: undefined, curve: undefined, notes: undefined };
    const then = { rows: undefined, bytes: undefined, incarnation: undefined, stale: undefined };
    super(
      "pgstack:index:IndexRecall",
      name,
      { ...args, ...found, ...curve, ...then, server: undefined },
      opts,
    );
  }
}
