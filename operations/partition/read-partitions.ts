import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import type { PartitionInterval } from "../../model/partition-set.ts";
import { parseBounds } from "../../sql/partition/partition-bounds.ts";
import { highest, keyKind, keyLimits } from "../../sql/partition/partition-key.ts";
import {
  type PartitionRow,
  readInUtc,
  readPartitionRows,
  readTable,
  type TableRow,
} from "../../sql/partition/read-partitioned-table.ts";
import type { FoundPartition, PartitionedTable } from "./partitioned-table.ts";
import { tableProblem } from "./table-problem.ts";

/** A table by its name. */
export interface TablePlace {
  readonly schema: string;
  readonly table: string;
}

/** What the catalog says of a table, or `undefined`. */
export async function findTable(client: ClientBase, place: TablePlace): Promise<TableRow | undefined> {
  return (await client.query<TableRow>(readTable, [place.schema, place.table])).rows[0];
}

/**
 * A table and its partitions, as one moment has them.
 * @throws UserError when no set of this interval can be of it
 */
export async function readPartitions(
  client: ClientBase,
  place: TablePlace,
  interval: PartitionInterval,
): Promise<PartitionedTable> {
  await client.query("BEGIN READ ONLY");
  try {
    await client.query(readInUtc);
    const row = await findTable(client, place);
    const problem = tableProblem(row, interval);
    if (problem !== undefined)
      throw new UserError(problem.what, { where: whereOf(place), mend: problem.mend });
    return await describe(client, place, row as TableRow);
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
  }
}

/** How errors name a set. */
export function whereOf({ schema, table }: TablePlace): string {
  return `partitions of ${schema}.${table}`;
}

async function describe(client: ClientBase, place: TablePlace, row: TableRow): Promise<PartitionedTable> {
  const kind = keyKind(row.type ?? "");
  if (kind === undefined || row.column === null)
    throw new Error(`${whereOf(place)}: its key was not looked at`);
  const { rows } = await client.query<PartitionRow>(readPartitionRows, [row.oid]);
  const found = rows.map(
    ({ schema, name, bounds, pending }): FoundPartition => ({
      schema,
      name,
      bounds: parseBounds(bounds, kind),
      pending,
    }),
  );
  const isDefault = (at: number) => rows[at]?.bounds === "DEFAULT";
  const { oid, owner, column, tablespace, referring, now } = row;
  return {
    oid,
    schema: place.schema,
    name: place.table,
    owner,
    column,
    kind,
    limits: keyLimits(row.type ?? ""),
    tablespace,
    referring,
    now: BigInt(now),
    partitions: found.filter((_, at) => !isDefault(at)).toSorted(byBounds),
    defaultPartition: found.find((_, at) => isDefault(at)),
  };
}

function byBounds(one: FoundPartition, other: FoundPartition): number {
  const [a, b] = [one.bounds?.from ?? highest, other.bounds?.from ?? highest];
  return a < b ? -1 : a > b ? 1 : 0;
}
