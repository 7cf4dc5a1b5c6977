import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import type { RetiredPartitions } from "../../model/partition-set.ts";
import {
  commentOnTable,
  detachPartition,
  dropTable,
  moveTable,
  type TableName,
} from "../../sql/partition/partition-statements.ts";
import type { LikenessRow } from "../../sql/partition/read-likeness.ts";
import { readNewPrivileges } from "../../sql/partition/read-new-privileges.ts";
import { type RetireStep, readTableComment, retireMark, withMark } from "../../sql/partition/retire-mark.ts";
import { withShortLocks } from "../locks/with-short-locks.ts";
import { detachPatiently } from "./detach-patiently.ts";
import { locksOf, type MakeOptions } from "./make-partition.ts";
import { oidOf } from "./oid-of.ts";
import type { PartitionedTable } from "./partitioned-table.ts";
import { whereOf } from "./read-partitions.ts";

/**
 * Detaches a partition, and does with it what its set says. Each step is written down before it is taken, so that the next run
 * goes on where this one was cut short.
 */
export async function retirePartition(
  client: ClientBase,
  table: PartitionedTable,
  partition: TableName,
  retired: RetiredPartitions,
  options: MakeOptions = {},
): Promise<void> {
  const step = stepOf(retired);
  options.report?.(`detaching ${partition.name}`);
  const locks = { ...options, ...locksOf(table), what: `detaching ${partition.name}` };
  await withShortLocks(client, locks, () => setMark(client, table, partition, step));
  const detach = (): Promise<unknown> =>
    table.defaultPartition === undefined
      ? detachPatiently(client, table, partition, " CONCURRENTLY", options)
      : withShortLocks(client, locks, () =>
          client.query(detachPartition({ schema: table.schema, table: table.name }, partition)),
        );
  await refused(table, partition, detach);
  await finishRetired(client, table, partition, step, retired, options);
}

/** Ends a DETACH CONCURRENTLY that was cut short. */
export async function finishDetach(
  client: ClientBase,
  table: PartitionedTable,
  partition: TableName,
  options: MakeOptions = {},
): Promise<void> {
  options.report?.(`finishing to detach ${partition.name}`);
  await detachPatiently(client, table, partition, " FINALIZE", options);
}

/**
 * What is left to do with a detached partition. It is dropped only where that was to come when it was detached, and still is; of
 * a set that changed its mind it stays.
 */
export async function finishRetired(
  client: ClientBase,
  table: PartitionedTable,
  partition: TableName,
  step: RetireStep,
  retired: RetiredPartitions,
  options: MakeOptions = {},
): Promise<void> {
  const { schema, name } = partition;
  const locks = { ...options, ...locksOf(table), what: `retiring ${name}` };
  if (typeof retired === "object") {
    options.report?.(`moving ${name} to schema ${retired.schema}`);
    await withShortLocks(client, locks, async () => {
      await setMark(client, table, partition, "keep");
      await client.query(moveTable(schema, name, retired.schema));
      const oid = await oidOf(client, retired.schema, name);
      const { rows } = await client.query<LikenessRow>(readNewPrivileges, [oid]);
      for (const { statement } of rows) await client.query(statement);
    });
  } else if (step === "drop" && retired === "drop") {
    options.report?.(`dropping ${name}`);
    await withShortLocks(client, locks, () => client.query(dropTable(schema, name)));
  } else if (step !== "keep") {
    await withShortLocks(client, locks, () => setMark(client, table, partition, "keep"));
  }
}

/** What is done with a partition once it is detached. */
export function stepOf(retired: RetiredPartitions): RetireStep {
  return typeof retired === "object" ? "move" : retired;
}

async function setMark(
  client: ClientBase,
  table: PartitionedTable,
  { schema, name }: TableName,
  step: RetireStep,
): Promise<void> {
  const [row] = (await client.query<{ comment: string | null }>(readTableComment, [schema, name])).rows;
  const comment = withMark(row?.comment ?? null, retireMark(table.schema, table.name, step));
  await client.query(commentOnTable(schema, name, comment));
}

async function refused<T>(table: PartitionedTable, { name }: TableName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) !== SqlState.foreignKeyViolation) throw error;
    throw new UserError(
      `rows of ${table.referring.join(", ")} refer to rows of ${name}, which therefore cannot be retired`,
      {
        where: whereOf({ schema: table.schema, table: table.name }),
        mend: "Delete those rows first, or keep more: keep counts partitions before the current one.",
        cause: error,
      },
    );
  }
}
