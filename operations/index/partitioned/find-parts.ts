import type { ClientBase } from "pg";
import { type PartitionRow, readPartitions } from "../../../sql/index/partitioned/read-partitions.ts";
import { type IndexRow, readTableIndexes } from "../../../sql/index/read-index.ts";
import { type ComparedIndex, sameIndex } from "../../../sql/index/same-index.ts";

/** A partitioned table, and its index where that is there already. */
export interface Parent {
  readonly schema: string;
  readonly table: string;
  readonly index: string | undefined;
}

/** A partition that can have an index, and the one that is, or may become, a part of its parent's. */
export interface Part {
  readonly partition: PartitionRow;
  readonly index: IndexRow | undefined;
  readonly attached: boolean;
}

/** The partitions right below a table; of the indexes there the one that is attached, else one that is equal. */
export async function findParts(
  client: ClientBase,
  { schema, table, index: parent }: Parent,
  wanted: ComparedIndex,
): Promise<readonly Part[]> {
  const { rows: partitions } = await client.query<PartitionRow>(readPartitions, [schema, table]);
  const parts: Part[] = [];
  for (const partition of partitions.filter(({ kind }) => kind !== "foreign")) {
    const place = [partition.schema, partition.table];
    const { rows } = await client.query<IndexRow>(readTableIndexes, place);
    const attached = rows.find(({ attached_to: to }) => parent !== undefined && to === `${schema}.${parent}`);
    const index = attached ?? rows.find((row) => isFree(row) && sameIndex(row, wanted));
    parts.push({ partition, index, attached: attached !== undefined });
  }
  return parts;
}

/** That of a partitioned table may be INVALID, for its own parts are still to come. */
function isFree({ attached_to: parent, constraint, valid, partitioned }: IndexRow): boolean {
  return parent === null && !constraint && (valid || partitioned);
}
