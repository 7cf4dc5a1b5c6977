import type { ClientBase } from "pg";
import { cancelledBy } from "../../../db/cancelled-by.ts";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { isConnectionLost } from "../../../db/is-connection-lost.ts";
import { dropIndex, dropIndexIfThere } from "../../../sql/index/drop-index.ts";
import { type ListedRow, readListedIndexes } from "../../../sql/index/list/read-listed-indexes.ts";
import {
  readSchemaFacts,
  type SchemaFacts,
  type TableFacts,
} from "../../../sql/index/preflight/read-schema-facts.ts";
import { reindex } from "../../../sql/index/reindex.ts";
import { type SessionSight, sightOfSession } from "../../../sql/migration/session-sight.ts";
import { watchSession } from "../../watch-session.ts";
import { withTableLock } from "../with-table-lock.ts";
import { chooseIndexes, type ReindexChoice, type ReindexPlan } from "./choose-indexes.ts";
import { dropCopies, isCopyOf } from "./drop-copies.ts";
import { isBloated } from "./is-bloated.ts";

/** What a rebuild is given, and whom it tells. */
export interface ReindexOptions {
  /** The declared schemas. */
  readonly schemas: readonly string[];
  /** For other connections, which watch and cancel. */
  readonly connection: ConnectionTarget;
  /** Whether connections have sessions of their own, so that one can watch another. */
  readonly watched: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (index: string, sight: SessionSight | undefined) => void;
  readonly onDone?: (result: ReindexResult) => void;
}

/** One index, built anew or dropped as a leftover. */
export interface ReindexResult {
  readonly schema: string;
  readonly name: string;
  readonly did: "rebuilt" | "dropped" | "failed";
  /** Bytes before and after. */
  readonly before: number;
  readonly after: number;
  /** Milliseconds. */
  readonly took: number;
  /** In the server's words, where it failed. */
  readonly reason: string | null;
}

/** What a run did. */
export interface ReindexReport {
  readonly results: readonly ReindexResult[];
  readonly skipped: readonly { readonly schema: string; readonly name: string }[];
  /** Other indexes that are not what they were before the run: somebody was at work meanwhile. */
  readonly changed: readonly string[];
}

/** What would be done. Changes nothing. */
export async function planReindex(
  client: ClientBase,
  schemas: readonly string[],
  choice: ReindexChoice,
): Promise<ReindexPlan> {
  const rows = await readIndexes(client, schemas);
  const tables = new Map<string, TableFacts>();
  if (choice.by === "bloated")
    for (const schema of schemas) {
      const [facts] = (await client.query<SchemaFacts>(readSchemaFacts, [schema])).rows;
      for (const table of facts?.tables ?? []) tables.set(`${schema}.${table.name}`, table);
    }
  return chooseIndexes(rows, choice, (row) => isBloated(row, tables.get(`${row.schema}.${row.table}`)));
}

/** The statements of a plan, in order. */
export function reindexStatements({
  leftovers,
  targets,
}: Pick<ReindexPlan, "leftovers" | "targets">): string[] {
  return [
    ...leftovers.map(({ schema, name }) => dropIndex(schema, name)),
    ...targets.map(({ schema, name }) => reindex(schema, name)),
  ];
}

/**
 * Builds indexes anew, one at a time, beside themselves: queries use the old one until the new one is there. What a rebuild
 * that fails leaves behind is dropped, unless somebody's transaction on the table goes on; the old one stays, and the next
 * one's turn comes.
 *
 * @throws what the server says to a statement that the signal cancelled
 */
export async function reindexIndexes(
  client: ClientBase,
  { leftovers, targets, skipped }: ReindexPlan,
  options: ReindexOptions,
): Promise<ReindexReport> {
  const before = await readIndexes(client, options.schemas);
  const results: ReindexResult[] = [];
  const take = (result: ReindexResult) => {
    results.push(result);
    options.onDone?.(result);
  };
  for (const row of leftovers) take(await dropLeftover(client, row, options));
  for (const row of targets) take(await rebuild(client, row, options));
  const touched = new Set(results.map(({ schema, name }) => `${schema}.${name}`));
  // What the results say is known without a connection, too.
  const after = await readIndexes(client, options.schemas).catch((error: unknown) => {
    if (!isConnectionLost(error)) throw error;
    return before;
  });
  return {
    results,
    skipped: skipped.map(({ schema, name }) => ({ schema, name })),
    changed: differences(
      before,
      after.filter((row) => !results.some((result) => result.did === "failed" && isCopyOf(result, row))),
      touched,
    ),
  };
}

async function dropLeftover(
  client: ClientBase,
  row: ListedRow,
  options: ReindexOptions,
): Promise<ReindexResult> {
  const { schema, name, table, size: before } = row;
  options.signal?.throwIfAborted();
  const began = Date.now();
  const done = (did: "dropped" | "failed", after: number, reason: string | null): ReindexResult => ({
    schema,
    name,
    did,
    before,
    after,
    took: Date.now() - began,
    reason,
  });
  try {
    await withTableLock(client, { schema, table, signal: options.signal }, () =>
      runWatched(client, row, dropIndexIfThere(schema, name), options),
    );
    return done("dropped", 0, null);
  } catch (error) {
    if (!(error instanceof Error) || options.signal?.aborted) throw error;
    return done("failed", before, error.message);
  }
}

async function rebuild(client: ClientBase, row: ListedRow, options: ReindexOptions): Promise<ReindexResult> {
  const { schema, name, table, size } = row;
  options.signal?.throwIfAborted();
  const began = Date.now();
  const result = { schema, name, before: size };
  let left: readonly string[] = [];
  try {
    await withTableLock(client, { schema, table, signal: options.signal }, async () => {
      try {
        await runWatched(client, row, reindex(schema, name), options);
      } catch (error) {
        left = await dropCopies(client, row);
        throw error;
      }
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const stays = left.map((copy) => `; ${copy} is left over: index reindex --invalid drops it`).join("");
    const reason = `${error.message}${stays}`;
    const failed = { ...result, did: "failed" as const, after: size, took: Date.now() - began, reason };
    if (!options.signal?.aborted) return failed;
    if (left.length > 0) options.onDone?.(failed);
    throw error;
  }
  const now = (await readIndexes(client, [schema])).find((each) => each.name === name);
  return { ...result, did: "rebuilt", after: now?.size ?? 0, took: Date.now() - began, reason: null };
}

/** Runs a statement on an index, says whom it waits for, and cancels it when the signal is aborted. */
async function runWatched(
  client: ClientBase,
  { schema, name }: ListedRow,
  statement: string,
  { watched, connection, signal, onProgress }: ReindexOptions,
): Promise<void> {
  const index = `${schema}.${name}`;
  onProgress?.(index, undefined);
  const session = {
    client,
    connection: watched ? connection : undefined,
    application: "pgstack index, watching",
    query: sightOfSession,
  };
  await watchSession(
    session,
    (sight: SessionSight) => onProgress?.(index, sight),
    () => cancelledBy(signal, connection, client, () => client.query(statement)),
  );
}

async function readIndexes(client: ClientBase, schemas: readonly string[]): Promise<ListedRow[]> {
  return (await client.query<ListedRow>(readListedIndexes, [schemas])).rows;
}

function differences(
  before: readonly ListedRow[],
  after: readonly ListedRow[],
  touched: ReadonlySet<string>,
): string[] {
  const textOf = (rows: readonly ListedRow[]) =>
    new Map(rows.map(({ schema, name, definition }) => [`${schema}.${name}`, definition]));
  const [then, now] = [textOf(before), textOf(after)];
  const gone = [...then].filter(
    ([name, text]) => now.get(name) !== text && !(touched.has(name) && !now.has(name)),
  );
  const come = [...now.keys()].filter((name) => !then.has(name));
  return [...gone.map(([name]) => name), ...come].sort();
}
