import type { PartitionSet } from "../../../model/partition-set.ts";
import type { PlacedSet } from "../../../operations/partition/inspect-partitions.ts";
import type { Properties } from "../../properties.ts";
import type { PartitionSetInputs } from "./inputs.ts";

/** The set that inputs declare, which a check has looked at. */
export function setOf(properties: Properties): PlacedSet {
  const { interval, retired, archiveSchema, ...set } = properties as unknown as PartitionSetInputs;
  return {
    ...set,
    interval: /^\d+$/.test(interval) ? Number(interval) : (interval as PartitionSet["interval"]),
    ...(retired === "move"
      ? { retired: { schema: archiveSchema ?? "" } }
      : retired !== undefined && { retired }),
  };
}
