import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { readSchema } from "../../sql/schema/read-schema.ts";
import { withTableLock } from "../index/with-table-lock.ts";
import { type Inspected, inspectPartitions, type PlacedSet } from "./inspect-partitions.ts";
import { type MakeOptions, makeDefaultPartition, makePartition } from "./make-partition.ts";
import { whereOf } from "./read-partitions.ts";
import { finishDetach, finishRetired, retirePartition } from "./retire-partition.ts";

/** What was done; names in the order it was done in. */
export interface Maintained {
  readonly made: readonly string[];
  /** Were tables of their own, and are partitions again. */
  readonly attached: readonly string[];
  readonly retired: readonly string[];
  /** Rows that left the default partition. */
  readonly moved: number;
  /** The table afterwards. */
  readonly now: Inspected;
}

/** Filling one gap of integers may show that more are needed, once rows have left the default partition. */
const rounds = 100;

/**
 * Makes a table's partitions those of its set: what was cut short is finished, what is missing is made, what is old is retired.
 * Each partition is done on its own, and whatever is done stays when a later one fails. Two at once take turns.
 *
 * @throws UserError when no such set can be of the table, or somebody holds a lock for too long
 */
export async function maintainPartitions(
  client: ClientBase,
  set: PlacedSet,
  options: MakeOptions = {},
): Promise<Maintained> {
  const { schema, table, retired = "keep" } = set;
  await requireArchive(client, set);
  return withTableLock(client, { schema, table, signal: options.signal }, async () => {
    const done = { made: [] as string[], attached: [] as string[], retired: [] as string[], moved: 0 };
    let found = await finishUnfinished(client, set, options);
    for (let round = 1; found.plan.make.length > 0; round++) {
      if (round > rounds) throw new Error(`${whereOf(set)}: there is no end to what is missing`);
      for (const planned of found.plan.make) {
        options.signal?.throwIfAborted();
        const { attached, moved } = await makePartition(client, found.table, planned, options);
        done[attached ? "attached" : "made"].push(planned.name);
        done.moved += moved;
      }
      found = await inspectPartitions(client, set);
    }
    for (const partition of found.plan.retire) {
      options.signal?.throwIfAborted();
      await retirePartition(client, found.table, partition, retired, options);
      done.retired.push(partition.name);
    }
    // Last: with one there, no partition is detached without a lock.
    const { makeDefault } = found.plan;
    if (makeDefault !== undefined) {
      await makeDefaultPartition(client, found.table, makeDefault, options);
      done.made.push(makeDefault);
    }
    return { ...done, now: await inspectPartitions(client, set) };
  });
}

async function finishUnfinished(
  client: ClientBase,
  set: PlacedSet,
  options: MakeOptions,
): Promise<Inspected> {
  let found = await inspectPartitions(client, set);
  for (const partition of found.plan.finish) await finishDetach(client, found.table, partition, options);
  if (found.plan.finish.length > 0) found = await inspectPartitions(client, set);
  for (const { name, step } of found.unfinished) {
    await finishRetired(
      client,
      found.table,
      { schema: set.schema, name },
      step,
      set.retired ?? "keep",
      options,
    );
  }
  return found;
}

async function requireArchive(client: ClientBase, set: PlacedSet): Promise<void> {
  if (typeof set.retired !== "object") return;
  if ((await client.query(readSchema, [set.retired.schema])).rows.length > 0) return;
  throw new UserError(`retired partitions are to go to schema ${set.retired.schema}, which is not there`, {
    where: whereOf(set),
    mend: "Declare it in model/database.ts, or give retired another one.",
  });
}
