import type { ClientBase } from "pg";
import type { PartitionSet } from "../../model/partition-set.ts";
import { lowest, type Position } from "../../sql/partition/partition-key.ts";
import { quoteName, quoteQualified } from "../../sql/quote.ts";
import type { PartitionedTable } from "./partitioned-table.ts";
import { asUtc } from "./plan-partitions.ts";

/**
 * Where the newest rows go: now, by the server's clock; of an integer key the highest value there is. Rows of the default
 * partition do not count: one of 9,000,000,000 there would ask for thousands of partitions.
 */
export async function currentPosition(
  client: ClientBase,
  set: PartitionSet,
  table: PartitionedTable,
): Promise<Position> {
  if (table.kind !== "integer")
    return set.asOf === undefined ? table.now : BigInt(Date.parse(asUtc(set.asOf)));
  for (const { schema, name, bounds } of table.partitions.toReversed()) {
    if (bounds === undefined) continue;
    const highest = `SELECT max(${quoteName(table.column)})::text AS value FROM ${quoteQualified(schema, name)}`;
    const [row] = (await client.query<{ value: string | null }>(highest)).rows;
    if (row?.value != null) return BigInt(row.value);
  }
  if (set.from !== undefined) return BigInt(set.from);
  const first = table.partitions.find(({ bounds }) => bounds !== undefined && bounds.from !== lowest)?.bounds;
  return first?.from ?? 0n;
}
