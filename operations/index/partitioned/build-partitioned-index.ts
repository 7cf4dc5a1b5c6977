import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexRow } from "../../../sql/index/read-index.ts";
import { sideNames } from "../../../sql/index/side-names.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { dropFormer } from "../drop-former.ts";
import { dropIndex } from "../drop-index.ts";
import { declaredRow, findIndex, isAsDeclared, mustFindIndex } from "../find-index.ts";
import type { RebuildIndexOptions } from "../rebuild-index-options.ts";
import { renameBack } from "../rename-back.ts";
import { withTableLock } from "../with-table-lock.ts";
import { attachParts } from "./attach-parts.ts";
import type { BuildPart } from "./build-part.ts";
import { buildParts } from "./build-parts.ts";
import { createParent } from "./create-parent.ts";
import { dropPartitioned } from "./drop-partitioned-index.ts";
import { requirePartitionKey } from "./require-partition-key.ts";
import { swapNames } from "./swap-names.ts";

/**
 * Leaves the declared index of a partitioned table in place, with one of its own on every partition. PostgreSQL builds none
 * CONCURRENTLY there: the table's is made empty, each partition's is built beside writers and attached. What is there and
 * equal is adopted; what an earlier run left unfinished is finished.
 *
 * @throws UserError when the name belongs to another index or to a constraint, or a unique one lacks the partition key
 */
export async function buildPartitionedIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
  buildPart: BuildPart,
): Promise<IndexRow> {
  return leave(client, declared, options, buildPart, "refuse");
}

/**
 * Replaces the index of a partitioned table by another definition under the same name: a whole one is built beside it, the
 * names are swapped in one transaction, and the old one is dropped, for which PostgreSQL locks the table.
 */
export async function rebuildPartitionedIndex(
  client: ClientBase,
  declared: IndexDefinition,
  options: RebuildIndexOptions,
  buildPart: BuildPart,
): Promise<IndexRow> {
  return leave(client, declared, options, buildPart, "replace");
}

async function leave(
  client: ClientBase,
  declared: IndexDefinition,
  options: RebuildIndexOptions,
  buildPart: BuildPart,
  another: "refuse" | "replace",
): Promise<IndexRow> {
  const { schema, known, report = () => undefined } = options;
  const { name, table } = declared;
  return withTableLock(client, { ...options, table }, async () => {
    await requirePartitionKey(client, declared, schema);
    let existing = await findIndex(client, schema, name);
    if (existing === undefined && known !== undefined && (await renameBack(client, declared, known, options)))
      existing = await findIndex(client, schema, name);
    if (existing !== undefined) {
      refuseConstraint(schema, existing);
      if (!existing.partitioned && another === "refuse") throw anotherIndex(schema, existing);
      if (!(await isAsDeclared(client, schema, declared, existing))) {
        if (existing.valid && another === "replace") {
          await dropFormer(client, declared, options);
          return swap(client, declared, options, buildPart);
        }
        if (existing.valid) throw anotherIndex(schema, existing);
        report(`dropping ${name}, which is unfinished and of another definition`);
        await dropIndex(client, existing, options);
      }
    }
    await dropFormer(client, declared, options);
    await dropIfThere(client, sideNames(name).previous, options);
    const row = await whole(client, declared, options, buildPart);
    // Where a part was INVALID when it was attached, PostgreSQL takes the whole for INVALID ever after.
    return row.valid ? row : swap(client, declared, options, buildPart);
  });
}

/** Builds what is missing of an index, and attaches it. Whatever ends it, running it again goes on where it stopped. */
async function whole(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
  buildPart: BuildPart,
): Promise<IndexRow> {
  const { schema } = options;
  const { name, table } = declared;
  const wanted = await declaredRow(client, schema, declared);
  const existing = await findIndex(client, schema, name);
  await buildParts(
    client,
    declared,
    { parent: { schema, table, index: existing?.name }, wanted },
    options,
    buildPart,
  );
  if (existing === undefined) await createParent(client, declared, options);
  await attachParts(client, declared, wanted, options);
  return mustFindIndex(client, schema, name);
}

async function swap(
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
  buildPart: BuildPart,
): Promise<IndexRow> {
  const { schema } = options;
  const next = { ...declared, name: sideNames(declared.name).next };
  const previous = sideNames(declared.name).previous;
  await dropIfThere(client, previous, options);
  const unfinished = await findIndex(client, schema, next.name);
  const goOn = unfinished !== undefined && (await isAsDeclared(client, schema, next, unfinished));
  if (!goOn) await dropIfThere(client, next.name, options);
  await whole(client, next, options, buildPart);
  await swapNames(client, declared, options);
  const old = await findIndex(client, schema, previous);
  if (old !== undefined) await dropIndex(client, old, options);
  return mustFindIndex(client, schema, declared.name);
}

async function dropIfThere(client: ClientBase, name: string, options: BuildIndexOptions): Promise<void> {
  const row = await findIndex(client, options.schema, name);
  if (row?.partitioned) await dropPartitioned(client, row, options);
}

function refuseConstraint(schema: string, { name, constraint }: IndexRow): void {
  if (!constraint) return;
  throw new UserError("the name belongs to the index of a primary key or a unique constraint", {
    where: `index ${schema}.${name}`,
    mend: "That constraint already is an index: remove the declaration, or give it another name.",
  });
}

function anotherIndex(schema: string, { name, definition }: IndexRow): UserError {
  return new UserError(`another index has this name: ${definition}`, {
    where: `index ${schema}.${name}`,
    mend: "Give the declared one another name, drop the other one, or declare it as it is and import it.",
  });
}
