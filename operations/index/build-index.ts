import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConnectionLost } from "../../db/is-connection-lost.ts";
import { UserError } from "../../errors/user-error.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { analyzeTable } from "../../sql/analyze-table.ts";
import { createIndex } from "../../sql/index/create-index.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { dropAfterFailure } from "./drop-concurrently.ts";
import { findIndex, isAsDeclared } from "./find-index.ts";
import { buildPartitionedIndex } from "./partitioned/build-partitioned-index.ts";
import { isPartitioned } from "./partitioned/is-partitioned.ts";
import { watchBuild } from "./watch-build.ts";
import { withBuildParameters } from "./with-build-parameters.ts";
import { withTableLock } from "./with-table-lock.ts";

/**
 * Leaves the declared index in place, valid, and the table analysed. An equal one that is there is adopted; what an
 * earlier run left is dropped, and nothing half-built stays behind when this one fails.
 *
 * @throws UserError when the name belongs to another index, or to a constraint; what the server says of a failed build
 */
export async function buildIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { table } = declared;
  if (await isPartitioned(client, options.schema, table))
    return buildPartitionedIndex(client, declared, options, buildIndex);
  return withTableLock(client, { ...options, table }, () => buildNow(client, declared, options));
}

/** {@link buildIndex}, for who has the table's lock. */
export async function buildNow(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { schema, signal } = options;
  await clearLeftovers(client, declared, options);
  const existing = await findIndex(client, schema, declared.name);
  if (existing !== undefined) {
    await requireEqual(client, schema, declared, existing);
    if (options.again) await analyze(client, declared.table, options);
    return existing;
  }
  signal?.throwIfAborted();
  await buildConcurrently(client, declared, options);
  await analyze(client, declared.table, options);
  return mustFind(client, schema, declared.name);
}

/** Gathers the planner's statistics of a table: those of an index's expressions among them. */
export async function analyze(client: ClientBase, table: string, options: BuildIndexOptions): Promise<void> {
  const { schema } = options;
  await watchBuild(client, `analysing ${schema}.${table}`, analyzeTable(schema, table), options);
}

/** Builds it, with nothing of its name there; the table is analysed by the caller. */
export async function buildConcurrently(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<void> {
  const { schema, note } = options;
  const what = `building ${declared.name} on ${schema}.${declared.table}`;
  try {
    await withBuildParameters(client, declared, options, () =>
      watchBuild(client, what, createIndex(declared, { schema }), options),
    );
  } catch (error) {
    // A failed CONCURRENTLY build leaves the index behind, INVALID: it costs every write and serves no query.
    if (mayHaveLeft(error) && !(await dropAfterFailure(client, schema, declared.name, "invalid")))
      note?.(
        `${schema}.${declared.name} stays INVALID for now: a transaction on its table keeps it from being dropped. The next run drops it`,
      );
    throw error;
  }
}

/**
 * Of a lost connection the server may not know yet: whoever has the table's lock next clears up. Where the name was taken,
 * what has it is somebody else's, who may be building it.
 */
function mayHaveLeft(error: unknown): boolean {
  return !isConnectionLost(error) && errorCode(error) !== SqlState.duplicateTable;
}

async function requireEqual(
  client: ClientBase,
  schema: string,
  declared: IndexDefinition,
  existing: IndexRow,
): Promise<void> {
  const where = `index ${schema}.${declared.name}`;
  refuseConstraint(schema, declared, existing);
  if (await isAsDeclared(client, schema, declared, existing)) return;
  throw new UserError(`another index has this name: ${existing.definition}`, {
    where,
    mend: "Give the declared one another name, drop the other one, or declare it as it is and import it.",
  });
}

/** @throws UserError when the name belongs to a constraint */
export function refuseConstraint(schema: string, { name }: IndexDefinition, { constraint }: IndexRow): void {
  if (!constraint) return;
  throw new UserError("the name belongs to the index of a primary key or a unique constraint", {
    where: `index ${schema}.${name}`,
    mend: "That constraint already is an index: remove the declaration, or give it another name.",
  });
}

export async function mustFind(client: ClientBase, schema: string, name: string): Promise<IndexRow> {
  const row = await findIndex(client, schema, name);
  if (row === undefined) throw new Error(`index ${schema}.${name} is gone right after it was built`);
  return row;
}
