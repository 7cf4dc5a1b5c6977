import type { PartitionSet } from "../../model/partition-set.ts";
import { quoteLiteral, quoteQualified } from "../quote.ts";
import { defaultNaming } from "./partition-name.ts";

/**
 * A statement that makes what is missing of a set and retires what is old, for a job between two updates. It says what it did.
 */
export function maintenanceCall(
  schema: string,
  { table, interval, ahead = 3, keep, retired = "keep", naming = defaultNaming, asOf }: PartitionSet,
): string {
  const step = typeof interval === "number" ? { step: interval } : { unit: interval };
  const fate = typeof retired === "object" ? { retired: "move", archive: retired.schema } : { retired };
  const set = JSON.stringify({ ...step, ahead, keep, ...fate, naming, asOf });
  const name = quoteLiteral(quoteQualified(schema, table)).trim();
  return `SELECT pgstack.maintain_partitions(${name}, ${quoteLiteral(set).trim()})`;
}
