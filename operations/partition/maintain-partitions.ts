import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { readSchema } from "../../sql/schema/read-schema.ts";
import { withTableLock } from "../index/with-table-lock.ts";
import { type Inspected, inspectPartitions, type PlacedSet } from "./inspect-partitions.ts";
import { dropProofs, type MakeOptions, makeDefaultPartition, makePartition } from "./make-partition.ts";
import { PutOff } from "./put-off.ts";
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
 * Each partition is done on its own, and whatever is done stays when a later one fails; one that cannot be retired is an error at
 * the end, once all else is done. Two at once take turns.
 *
 * @throws UserError when no such set can be of the table, somebody holds a lock for too long, or one cannot be retired
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
    const putOff = new PutOff(set, options.signal);
    let found = await inspectPartitions(client, set);
    await dropProofs(client, found.table, found.detached);
    for (const partition of found.plan.finish)
      await putOff.what(() => finishDetach(client, found.table, partition, options), partition.name);
    if (found.plan.finish.length > 0) found = await inspectPartitions(client, set);
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
    for (const { name, step } of found.unfinished) {
      const place = { schema, name };
      await putOff.what(() => finishRetired(client, found.table, place, step, retired, options), name);
    }
    for (const partition of found.plan.finish.length > 0 ? [] : found.plan.retire) {
      const retire = () => retirePartition(client, found.table, partition, retired, options);
      if (await putOff.what(retire, partition.name)) done.retired.push(partition.name);
      // PostgreSQL begins with no other while the detaching of one is cut short.
      else if ((await inspectPartitions(client, set)).plan.finish.length > 0) break;
    }
    // Last: with one there, no partition is detached without a lock.
    const { makeDefault } = found.plan;
    if (makeDefault !== undefined) {
      await makeDefaultPartition(client, found.table, makeDefault, options);
      done.made.push(makeDefault);
    }
    putOff.throwIfAny();
    return { ...done, now: await inspectPartitions(client, set) };
  });
}

async function requireArchive(client: ClientBase, set: PlacedSet): Promise<void> {
  if (typeof set.retired !== "object") return;
  if ((await client.query(readSchema, [set.retired.schema])).rows.length > 0) return;
  throw new UserError(`retired partitions are to go to schema ${set.retired.schema}, which is not there`, {
    where: whereOf(set),
    mend: "Declare it in model/database.ts, or give retired another one.",
  });
}
