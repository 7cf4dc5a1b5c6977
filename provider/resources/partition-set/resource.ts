import { CustomResource, type CustomResourceOptions, type Output } from "@pulumi/pulumi";
import type { PartitionSet as DeclaredSet } from "../../../model/partition-set.ts";
import { inputsOf } from "./inputs.ts";

export interface PartitionSetArgs extends DeclaredSet {
  /** Schema of the table. A change replaces the resource, and touches no partition. */
  readonly schema: string;
}

/**
 * The partitions of one table, made ahead of time and retired. Time goes on between two updates: a preview says what is to be
 * made and retired by then. Deleting it leaves every partition where it is, with its rows.
 * `pulumi import pgstack:index:PartitionSet <name> <schema>.<table>` works.
 */
export class PartitionSet extends CustomResource {
  /** Names of the partitions in the order of their bounds. */
  declare readonly partitions: Output<string[]>;
  /** Rows that fit no other partition than the default one, counted up to 100,001. */
  declare readonly defaultRows: Output<number>;
  /** A statement that makes what is missing and retires what is old, for a job to run between two updates. */
  declare readonly maintenance: Output<string>;

  constructor(name: string, { schema, ...set }: PartitionSetArgs, opts?: CustomResourceOptions) {
    const outputs = {
      partitions: undefined,
      missing: undefined,
      toRetire: undefined,
      unfinished: undefined,
      defaultRows: undefined,
      maintenance: undefined,
      server: undefined,
    };
    super("pgstack:index:PartitionSet", name, { ...inputsOf(schema, set), ...outputs }, opts);
  }
}
