import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import type { ViewRow } from "../../sql/materialized-view/read-materialized-view.ts";
import { type BuildViewOptions, buildView, dropHalfBuilt, replaceView } from "./build-view.ts";
import { type DeclaredView, placeOf } from "./declared-view.ts";
import { canonicalDefinition, findView } from "./find-view.ts";
import { settleView } from "./settle-view.ts";

export interface EnsureViewOptions extends BuildViewOptions {
  /** Whether a view of this name with another query is ours, and takes the declared one. */
  readonly replace: boolean;
  readonly formerKey?: boolean;
}

/** A view that is as it is declared. */
export interface EnsuredView {
  readonly row: ViewRow;
  /** The `oid` of the view that was there before, whose indexes and privileges this one has; `undefined` where there was none. */
  readonly from: string | undefined;
}

/**
 * Leaves the declared view in place, with its data. An equal one that is there is adopted.
 * @throws UserError when the name belongs to something else, the query or the key is refused, or something is made of the view
 */
export async function ensureView(
  client: ClientBase,
  view: DeclaredView,
  options: EnsureViewOptions,
): Promise<EnsuredView> {
  await dropHalfBuilt(client, view);
  const existing = await findView(client, view.schema, view.name);
  if (existing === undefined) {
    await buildView(client, view, options);
    return { row: await mustFind(client, view), from: undefined };
  }
  requireView(view, existing);
  if ((await canonicalDefinition(client, view)) !== existing.definition) {
    if (!options.replace) throw another(view, existing);
    await replaceView(client, view, existing, options);
  }
  await settleView(client, view, await mustFind(client, view), options);
  return { row: await mustFind(client, view), from: existing.oid };
}

async function mustFind(client: ClientBase, view: DeclaredView): Promise<ViewRow> {
  const row = await findView(client, view.schema, view.name);
  if (row === undefined) throw new Error(`${placeOf(view)} is gone right after it was built`);
  return row;
}

const kinds: Readonly<Record<string, string>> = {
  r: "a table",
  p: "a partitioned table",
  v: "a view",
  i: "an index",
  I: "an index",
  S: "a sequence",
  f: "a foreign table",
};

function requireView(view: DeclaredView, { kind }: ViewRow): void {
  if (kind === "m") return;
  throw new UserError(`${kinds[kind] ?? "something else"} has this name`, {
    where: placeOf(view),
    mend: "Give the view another name, or drop what has this one in a migration.",
  });
}

function another(view: DeclaredView, { definition }: ViewRow): UserError {
  return new UserError(`another one has this name: ${definition.replaceAll(/\s+/g, " ").trim()}`, {
    where: placeOf(view),
    mend: "Give the declared one another name, drop the other one, or declare it as it is and import it.",
  });
}
