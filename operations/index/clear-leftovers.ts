import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { type LeftoverRow, readLeftovers } from "../../sql/index/leftovers.ts";
import { isReindexLeftover, sideNames } from "../../sql/index/side-names.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { dropConcurrently } from "./drop-concurrently.ts";

/** How often a build of somebody else's is looked at, in milliseconds. */
const pollMs = 250;

/** The index whose leftovers are looked for. */
export interface LeftoversOf {
  readonly name: string;
  readonly table: string;
}

/**
 * Drops what killed runs left of an index: itself where it is INVALID, what stood beside it while it was built anew, and
 * the copies of a REINDEX CONCURRENTLY that failed. One that a session still builds is waited for, and may be valid then.
 *
 * @param keep a name beside it that is not to be dropped while it is valid
 */
export async function clearLeftovers(
  client: ClientBase,
  index: LeftoversOf,
  options: BuildIndexOptions,
  keep?: string,
): Promise<void> {
  const isOurs = (row: LeftoverRow) => isLeftover(index.name, row) && !(row.valid && row.name === keep);
  await clear(client, index, options, isOurs);
}

/** Drops the copies alone that a REINDEX CONCURRENTLY of an index left when it failed. */
export async function clearCopies(
  client: ClientBase,
  index: LeftoversOf,
  options: BuildIndexOptions,
): Promise<void> {
  await clear(client, index, options, (row) => !row.valid && isReindexLeftover(index.name, row.name));
}

async function clear(
  client: ClientBase,
  index: LeftoversOf,
  options: BuildIndexOptions,
  isOurs: (row: LeftoverRow) => boolean,
): Promise<void> {
  for (const { name } of (await read(client, index, options)).filter(isOurs)) {
    if (!(await isThereInTheEnd(client, name, index, options, isOurs))) continue;
    options.signal?.throwIfAborted();
    options.report?.(`dropping ${name}, which an earlier run left`);
    await dropConcurrently(client, name, options);
  }
}

async function read(
  client: ClientBase,
  { table, name }: LeftoversOf,
  { schema }: BuildIndexOptions,
): Promise<LeftoverRow[]> {
  const { next, previous } = sideNames(name);
  const { rows } = await client.query<LeftoverRow>(readLeftovers, [schema, table, [next, previous]]);
  return rows;
}

function isLeftover(name: string, row: LeftoverRow): boolean {
  const { next, previous } = sideNames(name);
  if (row.name === next || row.name === previous) return true;
  return !row.valid && (row.name === name || isReindexLeftover(name, row.name));
}

/** Waits while a session builds it; false where it is no leftover any more. */
async function isThereInTheEnd(
  client: ClientBase,
  name: string,
  index: LeftoversOf,
  options: BuildIndexOptions,
  isOurs: (row: LeftoverRow) => boolean,
): Promise<boolean> {
  for (;;) {
    const row = (await read(client, index, options)).find((each) => each.name === name);
    if (row === undefined || !isOurs(row)) return false;
    if (row.builder === null) return true;
    options.report?.(`waits for pid ${row.builder}, which builds ${name}`);
    const { signal } = options;
    await sleep(pollMs, undefined, signal && { signal });
  }
}
