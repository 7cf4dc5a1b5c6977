import type { ClientBase } from "pg";
import { cancelledBy } from "../../../db/cancelled-by.ts";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { dropIndex } from "../../../sql/index/drop-index.ts";
import { type ListedRow, readListedIndexes } from "../../../sql/index/list/read-listed-indexes.ts";
import {
  readSchemaFacts,
  type SchemaFacts,
  type TableFacts,
} from "../../../sql/index/preflight/read-schema-facts.ts";
import { reindex } from "../../../sql/index/reindex.ts";
import { isReindexLeftover } from "../../../sql/index/side-names.ts";
import { type SessionSight, sightOfSession } from "../../../sql/migration/session-sight.ts";
import { watchSession } from "../../watch-session.ts";
import { withTableLock } from "../with-table-lock.ts";
import { chooseIndexes, type ReindexChoice, type ReindexPlan } from "./choose-indexes.ts";
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
 * that fails leaves behind is dropped, the old one stays, and the next one's turn comes.
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
  for (const row of leftovers) {
    options.signal?.throwIfAborted();
    const began = Date.now();
    await client.query(dropIndex(row.schema, row.name));
    const { schema, name, size } = row;
    take({ schema, name, did: "dropped", before: size, after: 0, took: Date.now() - began, reason: null });
  }
  for (const row of targets) {
    options.signal?.throwIfAborted();
    take(await rebuild(client, row, options));
  }
  const touched = new Set(results.map(({ schema, name }) => `${schema}.${name}`));
  const after = await readIndexes(client, options.schemas);
  return {
    results,
    skipped: skipped.map(({ schema, name }) => ({ schema, name })),
    changed: differences(before, after, touched),
  };
}

async function rebuild(client: ClientBase, row: ListedRow, options: ReindexOptions): Promise<ReindexResult> {
  const { schema, name, table, size } = row;
  const began = Date.now();
  const result = { schema, name, before: size };
  options.onProgress?.(`${schema}.${name}`, undefined);
  try {
    await withTableLock(client, { schema, table, signal: options.signal }, () =>
      watchSession(
        {
          client,
          connection: options.watched ? options.connection : undefined,
          application: "pgstack index, watching",
          query: sightOfSession,
        },
        (sight: SessionSight) => options.onProgress?.(`${schema}.${name}`, sight),
        () =>
          cancelledBy(options.signal, options.connection, client, () => client.query(reindex(schema, name))),
      ),
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    await dropLeftovers(client, row);
    if (options.signal?.aborted) throw error;
    return { ...result, did: "failed", after: size, took: Date.now() - began, reason: error.message };
  }
  const now = (await readIndexes(client, [schema])).find((each) => each.name === name);
  return { ...result, did: "rebuilt", after: now?.size ?? 0, took: Date.now() - began, reason: null };
}

/** What the failed rebuild of an index left: INVALID, on its table, called as it is with an end of PostgreSQL's. */
async function dropLeftovers(client: ClientBase, { schema, table, name }: ListedRow): Promise<void> {
  for (const left of await readIndexes(client, [schema])) {
    if (left.table === table && !left.valid && isReindexLeftover(name, left.name))
      await client.query(dropIndex(schema, left.name));
  }
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
