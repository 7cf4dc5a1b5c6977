import type { ClientBase } from "pg";
import { isConnectionLost } from "../../db/is-connection-lost.ts";
import { UserError } from "../../errors/user-error.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import type { CarriedOver } from "../../sql/index/carried-over.ts";
import { renameIndex } from "../../sql/index/drop-index.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import { sideNames } from "../../sql/index/side-names.ts";
import {
  analyze,
  buildConcurrently,
  buildIndex,
  buildNow,
  mustFind,
  refuseConstraint,
} from "./build-index.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { carriedOver, carryOver, tableMarks } from "./carry-over.ts";
import { type BriefChange, changeBriefly } from "./change-briefly.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { dropAfterFailure, dropConcurrently } from "./drop-concurrently.ts";
import { dropFormer } from "./drop-former.ts";
import { dropIndex } from "./drop-index.ts";
import { findIndex, isAsDeclared } from "./find-index.ts";
import { rebuildPartitionedIndex } from "./partitioned/build-partitioned-index.ts";
import { isPartitioned } from "./partitioned/is-partitioned.ts";
import type { RebuildIndexOptions } from "./rebuild-index-options.ts";
import { renameBack } from "./rename-back.ts";
import { withTableLock } from "./with-table-lock.ts";

/**
 * Replaces an index by another definition under the same name: the new one is built beside the old one, which serves
 * queries until the names are swapped in one transaction; also where it is declared on another table. A run that was killed at any point is finished or undone.
 *
 * @throws UserError when the name belongs to a constraint, or something stands on the index that cannot be moved
 */
export async function rebuildIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: RebuildIndexOptions,
): Promise<IndexRow> {
  const { table } = declared;
  if (await isPartitioned(client, options.schema, table))
    return rebuildPartitionedIndex(client, declared, options, buildIndex);
  return withTableLock(client, { ...options, table }, () => rebuildNow(client, declared, options));
}

async function rebuildNow(
  client: ClientBase,
  declared: IndexDefinition,
  options: RebuildIndexOptions,
): Promise<IndexRow> {
  const { schema, known } = options;
  const { next } = sideNames(declared.name);
  let existing = await findIndex(client, schema, declared.name);
  if (existing === undefined && known !== undefined && (await renameBack(client, declared, known, options)))
    existing = await findIndex(client, schema, declared.name);
  if (existing?.valid !== true) return buildNow(client, declared, options);
  refuseConstraint(schema, declared, existing);
  if (await isAsDeclared(client, schema, declared, existing, options.unchanged)) {
    await clearLeftovers(client, declared, options);
    await dropFormer(client, declared, options);
    return existing;
  }
  const old = { ...declared, table: existing.table };
  await clearLeftovers(client, old, options, next);
  await dropFormer(client, declared, options);
  options.signal?.throwIfAborted();
  await replace(client, declared, existing, options);
  return mustFind(client, schema, declared.name);
}

async function replace(
  client: ClientBase,
  declared: IndexDefinition,
  existing: IndexRow,
  options: BuildIndexOptions,
): Promise<void> {
  const { schema, report } = options;
  const { next, previous } = sideNames(declared.name);
  const carried = await carriedOver(client, schema, declared, existing.table);
  if (await isFinished(client, declared, options)) {
    report?.(`taking ${next}, which an earlier run has built`);
  } else {
    await buildConcurrently(client, { ...declared, name: next }, options);
  }
  try {
    await carryOver(client, schema, next, carried);
    await analyze(client, declared.table, options);
    await changeBriefly(client, swap(declared, carried, options), options);
  } catch (error) {
    // One that only waits for its place, or whose connection was lost, is taken by the next run.
    if (!isConnectionLost(error) && !UserError.isInstance(error))
      await dropAfterFailure(client, schema, next, "any");
    throw error;
  }
  await dropIndex(client, { ...existing, name: previous }, options);
}

function swap(declared: IndexDefinition, carried: CarriedOver, { schema }: BuildIndexOptions): BriefChange {
  const { next, previous } = sideNames(declared.name);
  return {
    table: declared.table,
    what: `putting the new ${declared.name} in place`,
    statements: [
      renameIndex(schema, declared.name, previous),
      renameIndex(schema, next, declared.name),
      ...tableMarks(schema, declared, carried),
    ],
    exclusive: carried.replicaIdentity,
    givenUp: `End that session's transaction. The new index is built, as ${next}: the next run puts it in place.`,
  };
}

/** Whether an earlier run has built the new one; one that is not as it is declared now is dropped. */
async function isFinished(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<boolean> {
  const { schema } = options;
  const { next } = sideNames(declared.name);
  const built = await findIndex(client, schema, next);
  // On another table it is somebody else's, and the build will say that the name is taken.
  if (built?.table !== declared.table) return false;
  if (await isAsDeclared(client, schema, declared, built)) return true;
  await dropConcurrently(client, next, options);
  return false;
}
