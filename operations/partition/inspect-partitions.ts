import type { ClientBase } from "pg";
import type { PartitionSet } from "../../model/partition-set.ts";
import { type NamedRow, readNamed } from "../../sql/partition/read-partitioned-table.ts";
import { type MarkedRow, type RetireStep, readMarked, retireMark } from "../../sql/partition/retire-mark.ts";
import { quoteQualified } from "../../sql/quote.ts";
import { currentPosition } from "./current-position.ts";
import type { PartitionedTable } from "./partitioned-table.ts";
import { earlierPartitions, type PartitionPlan, planPartitions } from "./plan-partitions.ts";
import { readPartitions } from "./read-partitions.ts";

/** A set with the schema of its table. */
export interface PlacedSet extends PartitionSet {
  readonly schema: string;
}

/** A table of its own that once was a partition, and what was begun with it. */
export interface Unfinished {
  readonly name: string;
  readonly step: RetireStep;
}

/** A table beside its set. */
export interface Inspected {
  readonly table: PartitionedTable;
  readonly plan: PartitionPlan;
  /** Of `plan.make` those that are tables of their own, to be attached again. */
  readonly detached: readonly string[];
  /** Detached partitions that are still to be dropped or moved. */
  readonly unfinished: readonly Unfinished[];
  /** Rows in the default partition; {@link manyRows} for so many or more. */
  readonly defaultRows: number;
}

/** Rows are counted up to so many. */
export const manyRows = 100_001;

/**
 * Looks at a table and changes nothing.
 * @throws UserError when no such set can be of the table
 */
export async function inspectPartitions(client: ClientBase, set: PlacedSet): Promise<Inspected> {
  const table = await readPartitions(client, set, set.interval);
  const current = await currentPosition(client, set, table);
  const planned = planPartitions(set, table, current);
  const earlier = earlierPartitions(set, table, current);
  const candidates = [...earlier, ...planned.make].map(({ name }) => name);
  const named = await client.query<NamedRow>(readNamed, [set.schema, candidates]);
  const detached = named.rows.filter(({ parent }) => parent === null).map(({ name }) => name);
  const plan = {
    ...planned,
    make: [...earlier.filter(({ name }) => detached.includes(name)), ...planned.make],
  };
  const names = plan.make.map(({ name }) => name);
  const unfinished: Unfinished[] = [];
  for (const step of ["drop", "move"] as const) {
    const mark = retireMark(set.schema, set.table, step);
    const { rows } = await client.query<MarkedRow>(readMarked, [set.schema, mark]);
    unfinished.push(...rows.map(({ name }) => ({ name, step })));
  }
  return {
    table,
    plan,
    detached,
    unfinished: unfinished.filter(({ name }) => !names.includes(name)),
    defaultRows: await countDefault(client, table),
  };
}

async function countDefault(
  client: ClientBase,
  { defaultPartition }: Pick<PartitionedTable, "defaultPartition">,
): Promise<number> {
  if (defaultPartition === undefined) return 0;
  const { schema, name } = defaultPartition;
  const some = `SELECT FROM ${quoteQualified(schema, name)} LIMIT ${manyRows}`;
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${some}) AS found`);
  return rows[0]?.n ?? 0;
}
