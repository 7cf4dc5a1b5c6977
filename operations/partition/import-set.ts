import type { ClientBase } from "pg";
import type { PartitionInterval, PartitionSet } from "../../model/partition-set.ts";
import { keyKind } from "../../sql/partition/partition-key.ts";
import { isWhole } from "../../sql/partition/partition-name.ts";
import type { FoundPartition } from "./partitioned-table.ts";
import { findTable, readPartitions, type TablePlace } from "./read-partitions.ts";

/** The longest that all newest partitions are of wins: a month of one day each is days. */
const byTime = ["year", "quarter", "month", "week", "day", "hour"] as const;
/** How many of the newest tell the interval; older ones may be of another. */
const looked = 3;

/**
 * The set that leaves a table's partitions as they are, taken from its newest ones; `undefined` where there is no such table.
 * What cannot be seen, such as how many are kept, is left to its default.
 *
 * @throws UserError when no set can be of the table
 */
export async function importSet(client: ClientBase, place: TablePlace): Promise<PartitionSet | undefined> {
  const row = await findTable(client, place);
  if (row === undefined) return undefined;
  const isInteger = keyKind(row.type ?? "") === "integer";
  const table = await readPartitions(client, place, isInteger ? 1 : "year");
  const interval = isInteger ? stepOf(table.partitions) : unitOf(table.partitions);
  return { table: place.table, interval, ...(table.defaultPartition && { defaultPartition: true }) };
}

function newest(partitions: readonly FoundPartition[]) {
  return partitions.flatMap(({ bounds }) => bounds ?? []).slice(-looked);
}

function unitOf(partitions: readonly FoundPartition[]): PartitionInterval {
  const ranges = newest(partitions);
  return byTime.find((unit) => ranges.length > 0 && ranges.every((range) => isWhole(unit, range))) ?? "month";
}

function stepOf(partitions: readonly FoundPartition[]): number {
  const last = newest(partitions).at(-1);
  return last === undefined ? 1_000_000 : Number(last.to - last.from);
}
