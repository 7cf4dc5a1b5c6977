import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { analyzeTable } from "../../sql/analyze-table.ts";
import { createIndex } from "../../sql/index/create-index.ts";
import { dropIndex, renameIndex } from "../../sql/index/drop-index.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import { readTableKind } from "../../sql/table-kind.ts";
import { findIndex, isAsDeclared } from "./find-index.ts";
import { buildPartitionedIndex, rebuildPartitionedIndex } from "./partitioned/build-partitioned-index.ts";
import { withTableLock } from "./with-table-lock.ts";

/** What a build needs to know and whom it tells. */
export interface BuildIndexOptions {
  readonly schema: string;
  /** Aborted when no more is to be begun. */
  readonly signal?: AbortSignal;
  readonly report?: (message: string) => void;
}

/**
 * Leaves the declared index in place, valid, and the table analysed. An equal one that is there is adopted; one that a
 * failed build left INVALID is built again; nothing half-built stays behind.
 *
 * @throws UserError when the name belongs to another index, or to a constraint
 */
export async function buildIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { table } = declared;
  if (await isPartitioned(client, options.schema, declared))
    return buildPartitionedIndex(client, declared, options, buildIndex);
  return withTableLock(client, { ...options, table }, () => buildNow(client, declared, options));
}

async function buildNow(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { schema, signal, report = () => undefined } = options;
  const existing = await findIndex(client, schema, declared.name);
  if (existing?.valid) {
    await requireEqual(client, schema, declared, existing);
    return existing;
  }
  if (existing !== undefined) {
    report(`dropping ${declared.name}, which a failed build left INVALID`);
    await client.query(dropIndex(schema, declared.name));
  }
  signal?.throwIfAborted();
  return build(client, declared, schema, report);
}

/**
 * Replaces an index by another definition under the same name: the new one is built beside the old one, which serves
 * queries until the names are swapped in one transaction.
 */
export async function rebuildIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { table } = declared;
  if (await isPartitioned(client, options.schema, declared))
    return rebuildPartitionedIndex(client, declared, options, buildIndex);
  return withTableLock(client, { ...options, table }, () => rebuildNow(client, declared, options));
}

async function rebuildNow(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
): Promise<IndexRow> {
  const { schema, signal, report = () => undefined } = options;
  const existing = await findIndex(client, schema, declared.name);
  if (existing?.valid !== true) return buildNow(client, declared, options);
  refuseConstraint(schema, declared, existing);
  if (await isAsDeclared(client, schema, declared, existing)) return existing;
  const [next, previous] = [sideName(declared.name, "new"), sideName(declared.name, "old")];
  for (const leftover of [next, previous]) {
    if ((await findIndex(client, schema, leftover)) !== undefined)
      await client.query(dropIndex(schema, leftover));
  }
  signal?.throwIfAborted();
  await build(client, { ...declared, name: next }, schema, report);
  await client.query("BEGIN");
  try {
    await client.query(renameIndex(schema, declared.name, previous));
    await client.query(renameIndex(schema, next, declared.name));
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    await client.query(dropIndex(schema, next));
    throw error;
  }
  await client.query(dropIndex(schema, previous));
  return mustFind(client, schema, declared.name);
}

async function build(
  client: ClientBase,
  declared: IndexDefinition,
  schema: string,
  report: (message: string) => void,
): Promise<IndexRow> {
  report(`building ${declared.name} on ${schema}.${declared.table}`);
  try {
    await client.query(createIndex(declared, { schema }));
  } catch (error) {
    // A failed CONCURRENTLY build leaves the index behind, INVALID: it costs every write and serves no query.
    const leftover = await findIndex(client, schema, declared.name).catch(() => undefined);
    if (leftover?.valid === false) await client.query(dropIndex(schema, declared.name));
    throw error;
  }
  await client.query(analyzeTable(schema, declared.table));
  return mustFind(client, schema, declared.name);
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

function refuseConstraint(schema: string, { name }: IndexDefinition, { constraint }: IndexRow): void {
  if (!constraint) return;
  throw new UserError("the name belongs to the index of a primary key or a unique constraint", {
    where: `index ${schema}.${name}`,
    mend: "That constraint already is an index: remove the declaration, or give it another name.",
  });
}

async function isPartitioned(
  client: ClientBase,
  schema: string,
  { table }: IndexDefinition,
): Promise<boolean> {
  const { rows } = await client.query<{ partitioned: boolean }>(readTableKind, [schema, table]);
  return rows[0]?.partitioned === true;
}

async function mustFind(client: ClientBase, schema: string, name: string): Promise<IndexRow> {
  const row = await findIndex(client, schema, name);
  if (row === undefined) throw new Error(`index ${schema}.${name} is gone right after it was built`);
  return row;
}

/** A name beside the declared one, within PostgreSQL's 63 bytes. */
function sideName(name: string, suffix: string): string {
  const tail = `_pgstack_${suffix}`;
  return `${Buffer.from(name)
    .subarray(0, 63 - tail.length)
    .toString()
    .replace(/\uFFFD+$/, "")}${tail}`;
}
