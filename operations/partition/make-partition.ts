import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import {
  attachDefault,
  attachPartition,
  commentOnTable,
  createPartition,
  dropRangeProof,
  hasRowsWhere,
  lockDefault,
  moveRows,
  proveRange,
  rangeCondition,
  readRangeProofs,
} from "../../sql/partition/partition-statements.ts";
import {
  type LikenessRow,
  readDeleteTriggers,
  readGivenColumns,
  readLikeness,
  readReplicaIndex,
} from "../../sql/partition/read-likeness.ts";
import { type NamedRow, readNamed } from "../../sql/partition/read-partitioned-table.ts";
import { readTableComment, withMark } from "../../sql/partition/retire-mark.ts";
import { type ShortLocks, withShortLocks } from "../locks/with-short-locks.ts";
import { oidOf } from "./oid-of.ts";
import type { PartitionedTable } from "./partitioned-table.ts";
import type { PlannedPartition } from "./plan-partitions.ts";
import { whereOf } from "./read-partitions.ts";

/** How long it is tried to lock a table whose attaching failed, in milliseconds. */
const cleaningMs = 10_000;

/** How a partition is made. */
export type MakeOptions = Omit<ShortLocks, "table" | "what" | "givenUp">;

/** The locks of a change of a set, and how it stands when somebody keeps them. */
export function locksOf({ schema, name }: PartitionedTable): Pick<ShortLocks, "table" | "givenUp"> {
  return {
    table: { schema, name, exclusive: true },
    givenUp: "End its transaction, and run it again: what is done so far stays.",
  };
}

/** What was done for a partition. */
export interface MadePartition {
  /** Whether it was there as a table of its own, and is a partition again. */
  readonly attached: boolean;
  /** Rows that were in the default partition, and moved. */
  readonly moved: number;
}

/**
 * Makes a partition, or attaches the table that is there by its name, in one transaction: it is there as a whole or not at all.
 * Readers and writers of the table go on; where there is a default partition, writers and its readers wait for the transaction.
 */
export async function makePartition(
  client: ClientBase,
  table: PartitionedTable,
  planned: PlannedPartition,
  options: MakeOptions = {},
): Promise<MadePartition> {
  const { schema, name: parent, oid, column } = table;
  const place = { schema, table: parent, name: planned.name };
  const condition = rangeCondition(column, planned.texts);
  const attached = await isThere(client, place);
  const what = `${attached ? "attaching" : "making"} ${planned.name}`;
  const locks = { ...options, ...locksOf(table), what };
  const inTurn = <T>(work: () => Promise<T>) =>
    withShortLocks(client, locks, async () => {
      await becomeOwner(client, table);
      return work();
    });
  options.report?.(attached ? `${what}, which is there as a table of its own` : what);
  try {
    // Each on its own: while the rows are read, nobody waits.
    if (attached)
      for (const statement of proveRange(place, condition)) await inTurn(() => client.query(statement));
    return await inTurn(async () => {
      if (!attached) await createLike(client, table, planned.name);
      const moved = await takeFromDefault(client, table, planned.name, condition, options);
      await client.query(attachPartition(place, planned.texts));
      if (attached) {
        await client.query(dropRangeProof(place));
        await forgetRetirement(client, place);
      }
      await run(client, readReplicaIndex, [oid, await oidOf(client, schema, planned.name)]);
      return { attached, moved };
    });
  } catch (error) {
    // Left behind it would refuse rows that the table took before. Of a lost connection the next run takes it away.
    if (attached) await dropProofs(client, table, [planned.name]).catch(() => undefined);
    throw error;
  }
}

/**
 * Takes the constraint by which rows are proved to be in a range from those of the tables that have it and are no partitions.
 * Nobody cancels it: it is what is done after that.
 */
export async function dropProofs(
  client: ClientBase,
  table: PartitionedTable,
  names: readonly string[],
): Promise<void> {
  const { schema } = table;
  const { rows } = await client.query<{ name: string }>(readRangeProofs, [schema, names]);
  for (const { name } of rows) {
    const locks = { ...locksOf({ ...table, name }), what: `cleaning up ${name}`, patienceMs: cleaningMs };
    await withShortLocks(client, locks, async () => {
      await becomeOwner(client, table);
      await client.query(dropRangeProof({ schema, name }));
    });
  }
}

/** Makes the partition of all rows that fit no other. */
export async function makeDefaultPartition(
  client: ClientBase,
  table: PartitionedTable,
  name: string,
  options: MakeOptions = {},
): Promise<void> {
  const place = { schema: table.schema, table: table.name, name };
  const what = `making ${name}`;
  options.report?.(what);
  await withShortLocks(client, { ...options, ...locksOf(table), what }, async () => {
    await becomeOwner(client, table);
    await createLike(client, table, name);
    await client.query(attachDefault(place));
  });
}

/** What it makes belongs to whom the table belongs to; a policy that would hide rows from it is an error, not a loss of them. */
async function becomeOwner(client: ClientBase, { owner }: PartitionedTable): Promise<void> {
  await client.query("SELECT set_config('role', $1, true), set_config('row_security', 'off', true)", [owner]);
}

async function isThere(
  client: ClientBase,
  { schema, table, name }: { readonly schema: string; readonly table: string; readonly name: string },
): Promise<boolean> {
  const [row] = (await client.query<NamedRow>(readNamed, [schema, [name]])).rows;
  if (row === undefined) return false;
  if ((row.kind === "r" || row.kind === "p") && row.parent === null) return true;
  const what = row.parent === null ? "is no table" : `is a partition of ${row.parent}`;
  throw new UserError(`${schema}.${name} is to be made, and ${what}`, {
    where: whereOf({ schema, table }),
    mend: "Rename it, or give the set another naming.",
  });
}

async function createLike(client: ClientBase, table: PartitionedTable, name: string): Promise<void> {
  const { schema, name: parent, oid, tablespace, partitions } = table;
  await client.query(createPartition({ schema, table: parent, name }, tablespace));
  const neighbour = partitions.at(-1);
  const like = neighbour && (await oidOf(client, neighbour.schema, neighbour.name));
  await run(client, readLikeness, [oid, await oidOf(client, schema, name), like ?? null]);
}

async function run(client: ClientBase, query: string, values: readonly unknown[]): Promise<void> {
  for (const { statement } of (await client.query<LikenessRow>(query, [...values])).rows)
    await client.query(statement);
}

/** Rows of the range leave the default partition in the transaction that attaches their own: nobody ever misses one. */
async function takeFromDefault(
  client: ClientBase,
  { schema, name, referring, defaultPartition: from }: PartitionedTable,
  to: string,
  condition: string,
  { report }: MakeOptions,
): Promise<number> {
  if (from === undefined) return 0;
  for (const statement of lockDefault({ schema, table: name }, from)) await client.query(statement);
  const { rows } = await client.query<{ filled: boolean }>(hasRowsWhere(from.schema, from.name, condition));
  if (rows[0]?.filled !== true) return 0;
  if (referring.length > 0) {
    throw new UserError(
      `rows of ${to} are in the default partition, and foreign keys of ${referring.join(", ")} refer to the table: moving a row would be deleting it`,
      {
        where: whereOf({ schema, table: name }),
        mend: "Move the rows in a migration that drops the foreign keys first and adds them again, NOT VALID and validated.",
      },
    );
  }
  report?.(`moving rows of ${to} out of ${from.name}, which is locked for as long`);
  const columns = await client.query<{ name: string }>(readGivenColumns, [schema, to]);
  const triggers = (
    await client.query<{ off: string; on: string }>(readDeleteTriggers, [from.schema, from.name])
  ).rows;
  await client.query("SET CONSTRAINTS ALL IMMEDIATE");
  for (const { off } of triggers) await client.query(off);
  const names = columns.rows.map((column) => column.name);
  const moved = await client.query(moveRows(from, { schema, name: to }, names, condition));
  for (const { on } of triggers) await client.query(on);
  return moved.rowCount ?? 0;
}

async function forgetRetirement(
  client: ClientBase,
  { schema, name }: { readonly schema: string; readonly name: string },
): Promise<void> {
  const [row] = (await client.query<{ comment: string | null }>(readTableComment, [schema, name])).rows;
  const comment = withMark(row?.comment ?? null, undefined);
  if (comment !== (row?.comment ?? null)) await client.query(commentOnTable(schema, name, comment));
}
