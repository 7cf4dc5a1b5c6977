import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import { attachIndex, reindexConcurrently } from "../../../sql/index/partitioned/partitioned-statements.ts";
import { type PartitionRow, readPartitions } from "../../../sql/index/partitioned/read-partitions.ts";
import { type IndexRow, readTableIndexes } from "../../../sql/index/read-index.ts";
import { sameIndex } from "../../../sql/index/same-index.ts";
import { mustFindIndex } from "../find-index.ts";
import { createParent } from "./create-parent.ts";
import type { BuildPart, PartitionedOptions } from "./partitioned-options.ts";
import { underBriefLock } from "./under-brief-lock.ts";

/**
 * Gives every partition below an index of a partitioned table its own, valid and attached: one that is attached stays, an
 * equal one that a partition has already is attached, others are built beside writers. Whatever ends it, running it again
 * goes on where it stopped.
 *
 * @returns the index, which is INVALID still if it was attached to while a part was
 */
export async function completeIndex<Options extends PartitionedOptions>(
  client: ClientBase,
  declared: IndexDefinition,
  options: Options,
  buildPart: BuildPart<Options>,
): Promise<IndexRow> {
  const { schema, signal } = options;
  const complete = async (place: Place): Promise<void> => {
    const parent = await mustFindIndex(client, place.schema, place.name);
    const found = await client.query<PartitionRow>(readPartitions, [place.schema, place.table]);
    for (const partition of found.rows.filter(({ kind }) => kind !== "foreign")) {
      signal?.throwIfAborted();
      const part =
        (await attachedPart(client, place, partition, options)) ??
        (await attachPart(client, { declared, place, parent, partition }, options, buildPart));
      if (part.partitioned) await complete({ ...partition, name: part.name });
    }
  };
  await complete({ schema, table: declared.table, name: declared.name });
  return mustFindIndex(client, schema, declared.name);
}

/** An index of a partitioned table, of the whole or of a part of it. */
interface Place {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
}

/** The part that a partition has already, built again where it is INVALID. */
async function attachedPart(
  client: ClientBase,
  { schema, name }: Place,
  partition: PartitionRow,
  { report = () => undefined }: PartitionedOptions,
): Promise<IndexRow | undefined> {
  const part = (await indexesOf(client, partition)).find(
    (index) => index.attached_to === `${schema}.${name}`,
  );
  if (part === undefined || part.valid || part.partitioned) return part;
  report(`building ${part.name} again, which is INVALID`);
  await client.query(reindexConcurrently(partition.schema, part.name));
  return part;
}

interface Missing {
  readonly declared: IndexDefinition;
  readonly place: Place;
  readonly parent: IndexRow;
  readonly partition: PartitionRow;
}

/** Attaches what a partition has that is equal, or makes it; that of a partitioned one gets its own parts later. */
async function attachPart<Options extends PartitionedOptions>(
  client: ClientBase,
  { declared, place, parent, partition }: Missing,
  options: Options,
  buildPart: BuildPart<Options>,
): Promise<IndexRow> {
  const { report = () => undefined } = options;
  const equal = (await indexesOf(client, partition)).find(
    (index) =>
      index.attached_to === null &&
      !index.constraint &&
      (index.valid || index.partitioned) &&
      sameIndex(index, parent),
  );
  if (equal !== undefined) report(`attaching ${equal.name}, which is equal, to ${place.name}`);
  const { comment: _, ...definition } = declared;
  const own = { ...definition, name: partName(partition.table, declared.name), table: partition.table };
  const inPartition = { ...options, schema: partition.schema };
  const build = async () => {
    if (partition.kind === "table") return buildPart(client, own, inPartition);
    await createParent(client, own, inPartition);
    return mustFindIndex(client, partition.schema, own.name);
  };
  const part = equal ?? (await build());
  await underBriefLock(client, [attachIndex(place, { schema: partition.schema, name: part.name })], options);
  return part;
}

async function indexesOf(client: ClientBase, { schema, table }: PartitionRow): Promise<readonly IndexRow[]> {
  return (await client.query<IndexRow>(readTableIndexes, [schema, table])).rows;
}
