import type { ClientBase } from "pg";
import { mayPass } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { DeclaredView } from "../../../operations/materialized-view/declared-view.ts";
import {
  canonicalDefinition,
  findDependents,
  findView,
} from "../../../operations/materialized-view/find-view.ts";
import { ageDifference } from "../../../operations/materialized-view/view-differences.ts";
import type { ViewRow } from "../../../sql/materialized-view/read-materialized-view.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext } from "../../resource-handler.ts";

/** What a plan finds on the server. */
export interface SeenView {
  /** PostgreSQL's own number of it; `undefined` where there is none. */
  readonly oid?: string;
  /** What an update mends, in words. */
  readonly differences: readonly string[];
  /** What is to be known of a change of the query. */
  readonly notes: readonly string[];
}

const madeAgain = "was dropped and made again by somebody else, without its indexes and privileges";

/**
 * Looks at a view while a plan is made. `undefined` where the server is not known yet, or does not answer: what the stack
 * remembers counts then. And where it is to have another name: that one is made.
 */
export async function lookAt(
  inputs: Properties,
  olds: Properties,
  context: HandlerContext,
): Promise<SeenView | undefined> {
  if (!context.knowsServer || inputs.schema !== olds.schema || inputs.name !== olds.name) return undefined;
  const view = inputs as unknown as DeclaredView;
  let connected = false;
  try {
    return await context.pool.use(async (client) => {
      connected = true;
      const row = await findView(client, view.schema, view.name);
      if (row === undefined) return { differences: ["is not there"], notes: [] };
      if (row.kind !== "m") return { differences: [], notes: [] };
      const notes = olds.query === view.query ? [] : await notesOnQuery(client, view, row);
      const other = olds.oid !== undefined && olds.oid !== row.oid ? [madeAgain] : [];
      return { oid: row.oid, differences: [...other, ageDifference(view, row) ?? []].flat(), notes };
    });
  } catch (error) {
    if (connected && !mayPass(error)) throw error;
    return undefined;
  }
}

/** A query that the server does not take may name what a migration makes first: the update says what is left of that. */
async function notesOnQuery(client: ClientBase, view: DeclaredView, row: ViewRow): Promise<string[]> {
  let definition: string;
  try {
    definition = await canonicalDefinition(client, view);
  } catch (error) {
    if (UserError.isInstance(error)) return [];
    throw error;
  }
  if (definition === row.definition) return ["its query is written in other words alone: nothing is built"];
  const names = await findDependents(client, view);
  if (names.length === 0) return ["is built by its new query beside the old one, and takes its place"];
  return [
    `${names.join(", ")} ${names.length === 1 ? "is" : "are"} made of it: an update is refused unless a migration drops what is`,
  ];
}
