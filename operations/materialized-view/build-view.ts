import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { retryConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import { analyzeTable } from "../../sql/analyze-table.ts";
import { renameIndex } from "../../sql/index/drop-index.ts";
import {
  createKeyIndex,
  createMaterializedView,
  dropMaterializedView,
  renameMaterializedView,
} from "../../sql/materialized-view/create-materialized-view.ts";
import { copyPrivileges, type ViewRow } from "../../sql/materialized-view/read-materialized-view.ts";
import { recordRefresh } from "../../sql/materialized-view/refresh-view.ts";
import { indexSideName, keyIndexName, sideName } from "../../sql/materialized-view/side-name.ts";
import { enterMigration } from "../../sql/migration/session-settings.ts";
import { quoteName, quoteQualified } from "../../sql/quote.ts";
import { withShortLocks } from "../locks/with-short-locks.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { type DeclaredView, placeOf } from "./declared-view.ts";
import { findView, refusedQuery, requireNoDependents } from "./find-view.ts";

/** Whom a build tells, and what ends it. */
export interface BuildViewOptions {
  readonly report: (message: string) => void;
  readonly note: (message: string) => void;
  /** Aborted when no more is to be begun. */
  readonly signal?: AbortSignal;
}

/** Who waits for a lock makes everybody wait who comes after: for no longer than this, and then again. */
const lockTimeout = "2s";

/** Makes the view where there is none, with its data, its key and the time. */
export async function buildView(
  client: ClientBase,
  view: DeclaredView,
  options: BuildViewOptions,
): Promise<void> {
  options.report(`filling ${view.schema}.${view.name}`);
  const build = async () => {
    await create(client, view, view.name);
    if (view.key !== undefined) await createKey(client, view, view.name, keyIndexName(view.name));
    await client.query(recordRefresh(view));
  };
  await retryConflict(() => inTransaction(client, build), options);
  await client.query(analyzeTable(view.schema, view.name));
}

/**
 * Builds the view by its new query beside the old one, with the old one's indexes and privileges, and lets it take the old one's
 * place in one transaction: who reads meanwhile reads the one or the other.
 *
 * @throws UserError where something is made of the view, or the query is refused
 */
export async function replaceView(
  client: ClientBase,
  view: DeclaredView,
  old: ViewRow,
  options: BuildViewOptions,
): Promise<void> {
  const { schema, name } = view;
  const next = sideName(name);
  await requireNoDependents(client, view, "given another query");
  options.report(`filling ${schema}.${name} by its new query, beside the old one`);
  try {
    const build = () => inTransaction(client, () => buildNext(client, view, old, options.note));
    const copied = await retryConflict(build, options);
    await client.query(analyzeTable(schema, next));
    options.signal?.throwIfAborted();
    const locks = {
      ...options,
      table: { schema, name, exclusive: true },
      what: `putting the new ${name} in place`,
      givenUp: "End that session's transaction, and run it again: the old view stays until then.",
    };
    await withShortLocks(client, locks, () => swap(client, view, copied));
  } catch (error) {
    await dropHalfBuilt(client, view).catch(() => undefined);
    throw error;
  }
}

/** @returns names of the indexes it has, as they are to be, in the order of those they have */
async function buildNext(
  client: ClientBase,
  view: DeclaredView,
  old: ViewRow,
  note: BuildViewOptions["note"],
): Promise<string[]> {
  const { schema, name, key } = view;
  const next = sideName(name);
  await create(client, view, next);
  const { rows } = await client.query<{ sql: string }>(copyPrivileges, [schema, name, next]);
  for (const { sql } of rows) await client.query(sql);
  const keyIndex = key === undefined ? undefined : keyIndexName(name);
  const copied: string[] = [];
  for (const index of old.indexes) {
    // The key is built as it is declared now.
    if (!index.valid || index.name === keyIndex) continue;
    const unique = index.unique ? "UNIQUE " : "";
    const sql = `CREATE ${unique}INDEX ${quoteName(indexSideName(name, copied.length))} ON ${quoteQualified(schema, next)} USING ${index.body}`;
    const wrong = await tryStatement(client, sql);
    if (wrong === undefined) copied.push(index.name);
    else note(`index ${schema}.${index.name} goes with the old query: ${wrong}`);
  }
  if (key !== undefined && keyIndex !== undefined) {
    await createKey(client, view, next, indexSideName(name, copied.length));
    copied.push(keyIndex);
  }
  await client.query(recordRefresh({ ...view, name: next }));
  return copied;
}

async function swap(
  client: ClientBase,
  { schema, name }: DeclaredView,
  indexes: readonly string[],
): Promise<void> {
  await client.query(dropMaterializedView(schema, name));
  await client.query(renameMaterializedView(schema, sideName(name), name));
  for (const [place, index] of indexes.entries())
    await client.query(renameIndex(schema, indexSideName(name, place), index));
}

async function create(client: ClientBase, view: DeclaredView, name: string): Promise<void> {
  await client.query(enterMigration, [view.owner, view.schema, lockTimeout, true]);
  try {
    await client.query(createMaterializedView(view.schema, name, view.query));
  } catch (error) {
    throw refusedQuery(error, view);
  }
}

async function createKey(
  client: ClientBase,
  declared: DeclaredView,
  view: string,
  name: string,
): Promise<void> {
  const { schema, key = [] } = declared;
  try {
    await client.query(createKeyIndex({ schema, view, name, key }));
  } catch (error) {
    throw refusedKey(error, declared);
  }
}

/** What the server says against a key: rows that share it, a column that the query does not have, or a name that is taken. */
export function refusedKey(error: unknown, view: DeclaredView): unknown {
  const code = errorCode(error);
  if (code === SqlState.duplicateTable)
    return new UserError(`the index of its key cannot be made: ${(error as Error).message}`, {
      where: placeOf(view),
      mend: "Give the view another name, or rename what has the index's name in a migration.",
      cause: error,
    });
  if (code !== SqlState.uniqueViolation && code !== SqlState.undefinedColumn) return error;
  const { message, detail } = error as { message: string; detail?: string };
  const why = code === SqlState.uniqueViolation ? `rows share it: ${detail}` : message;
  return new UserError(`its key (${view.key?.join(", ")}) tells no rows apart: ${why}`, {
    where: placeOf(view),
    mend: "Name the columns of its query that no two rows share, such as those it groups by.",
    cause: error,
  });
}

/** What an index on columns of another query may be refused for: it has no such column, or one of another type. */
const otherColumns: readonly (string | undefined)[] = [
  SqlState.undefinedColumn,
  SqlState.datatypeMismatch,
  SqlState.undefinedObject,
];

/** Runs a statement that may be refused for the view's columns, and says why it was. */
async function tryStatement(client: ClientBase, sql: string): Promise<string | undefined> {
  await client.query("SAVEPOINT pgstack_index");
  try {
    await client.query(sql);
    await client.query("RELEASE SAVEPOINT pgstack_index");
    return undefined;
  } catch (error) {
    if (!otherColumns.includes(errorCode(error))) throw error;
    await client.query("ROLLBACK TO SAVEPOINT pgstack_index");
    return (error as Error).message;
  }
}

/** Drops what a try that was interrupted left beside the view. */
export async function dropHalfBuilt(
  client: ClientBase,
  { schema, name }: Pick<DeclaredView, "schema" | "name">,
): Promise<void> {
  const left = sideName(name);
  if ((await findView(client, schema, left))?.kind === "m")
    await client.query(dropMaterializedView(schema, left));
}
