import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { retryConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import { dropIndex, dropIndexIfThere, renameIndex } from "../../sql/index/drop-index.ts";
import {
  commentOnView,
  createKeyIndex,
  setViewOwner,
} from "../../sql/materialized-view/create-materialized-view.ts";
import type { ViewRow } from "../../sql/materialized-view/read-materialized-view.ts";
import { commentText, readComment, refreshView } from "../../sql/materialized-view/refresh-view.ts";
import { keyIndexName, sideName } from "../../sql/materialized-view/side-name.ts";
import { quoteQualified } from "../../sql/quote.ts";
import { withShortLocks } from "../locks/with-short-locks.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { type BuildViewOptions, refusedKey } from "./build-view.ts";
import { type DeclaredView, placeOf } from "./declared-view.ts";
import { findView } from "./find-view.ts";
import { hasKey, isStale, tellsRows } from "./view-differences.ts";

/**
 * Brings what a view has beside its query to what is declared: owner, key, comment, and data that is not too old.
 * @param options.formerKey whether the index of the key was declared before
 */
export async function settleView(
  client: ClientBase,
  view: DeclaredView,
  found: ViewRow,
  options: BuildViewOptions & { readonly formerKey?: boolean },
): Promise<void> {
  const { schema, name, owner, key } = view;
  if (found.owner !== owner) await giveOwner(client, view, options);
  const index = found.indexes.find((each) => each.name === keyIndexName(name));
  if (key !== undefined && !hasKey(view, found)) await buildKey(client, view, found);
  if (key === undefined && options.formerKey && index !== undefined)
    await client.query(dropIndex(schema, index.name));
  const { comment, refreshedAt } = readComment(found.comment);
  if (comment !== view.comment)
    await client.query(commentOnView(schema, name, commentText(view.comment, refreshedAt)));
  if (!found.populated || isStale(view, found)) await refresh(client, view, found, options);
}

/** Readers are in the way of that, and come before it. */
async function giveOwner(
  client: ClientBase,
  { schema, name, owner }: DeclaredView,
  options: BuildViewOptions,
): Promise<void> {
  const locks = {
    ...options,
    table: { schema, name, exclusive: true },
    what: `giving ${schema}.${name} to ${owner}`,
    givenUp: "End that session's transaction, and run it again: the view keeps its owner until then.",
  };
  await withShortLocks(client, locks, () => client.query(setViewOwner(schema, name, owner)));
}

/** Beside readers and refreshes; where the view has an index of its name, until the names change hands. */
async function buildKey(client: ClientBase, view: DeclaredView, found: ViewRow): Promise<void> {
  const { schema, name, key = [] } = view;
  const final = keyIndexName(name);
  const has = (index: string) => found.indexes.some((each) => each.name === index);
  const taken = has(final);
  const built = taken ? sideName(final) : final;
  // Left by a build whose connection was lost.
  if (has(sideName(final))) await client.query(dropIndexIfThere(schema, sideName(final)));
  try {
    await client.query(createKeyIndex({ schema, view: name, name: built, key }, { concurrently: true }));
  } catch (error) {
    await dropFailedBuild(client, view, built).catch(() => undefined);
    throw refusedKey(error, view);
  }
  if (!taken) return;
  await retryConflict(() =>
    inTransaction(client, async () => {
      await client.query("SET LOCAL lock_timeout = '2s'");
      await client.query(`DROP INDEX ${quoteQualified(schema, final)}`);
      await client.query(renameIndex(schema, built, final));
    }),
  );
}

/** A failed build leaves its index behind, INVALID; where it failed because of its name, that is another relation's. */
async function dropFailedBuild(
  client: ClientBase,
  { schema, name }: DeclaredView,
  built: string,
): Promise<void> {
  const indexes = (await findView(client, schema, name))?.indexes ?? [];
  if (indexes.some((index) => index.name === built && !index.valid))
    await client.query(dropIndexIfThere(schema, built));
}

async function refresh(
  client: ClientBase,
  view: DeclaredView,
  found: ViewRow,
  { report, note, signal }: BuildViewOptions,
): Promise<void> {
  const { schema, name, concurrently = true } = view;
  if (found.populated && concurrently && view.key === undefined && !tellsRows(found)) {
    note(
      `${schema}.${name} was not refreshed: beside readers that takes a unique index, which is not there yet; the next update does it`,
    );
    return;
  }
  report(`refreshing ${schema}.${name}`);
  const transaction = () =>
    inTransaction(client, async () => {
      await client.query("SET LOCAL lock_timeout = '2s'");
      await client.query(refreshView(view));
    });
  await retryConflict(transaction, { signal }).catch((error: unknown) => {
    throw refusedRefresh(error, view);
  });
}

function refusedRefresh(error: unknown, view: DeclaredView): unknown {
  if (errorCode(error) !== SqlState.insufficientPrivilege) return error;
  return new UserError(
    `cannot be refreshed by the rights of its owner, ${view.owner}: ${(error as Error).message}`,
    {
      where: placeOf(view),
      mend: `${view.owner} has to read what the query names and, for readers to go on, to make temporary tables (access.temporary).`,
      cause: error,
    },
  );
}
