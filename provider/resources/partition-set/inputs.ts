import type { PartitionSet } from "../../../model/partition-set.ts";

/** A set as the plug-in is given it: what is of more than one type in the model is text here, in every language the same. */
export interface PartitionSetInputs {
  readonly schema: string;
  readonly table: string;
  /** `month`, or a number of values in digits. */
  readonly interval: string;
  readonly ahead?: number;
  readonly keep?: number;
  readonly retired?: "keep" | "drop" | "move";
  /** Where `move` moves to. */
  readonly archiveSchema?: string;
  readonly from?: string;
  readonly defaultPartition?: boolean;
  readonly naming?: string;
  readonly asOf?: string;
}

/** The inputs that declare a set of the model; what it leaves out is left out. */
export function inputsOf(
  schema: string,
  { interval, from, retired, ...set }: PartitionSet,
): PartitionSetInputs {
  return {
    schema,
    ...set,
    interval: String(interval),
    ...(from !== undefined && { from: String(from) }),
    ...(typeof retired === "object"
      ? { retired: "move", archiveSchema: retired.schema }
      : retired !== undefined && { retired }),
  };
}
