import type { ClientBase } from "pg";
import { errorCode } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import {
  canonicalView,
  ownNames,
  qualifiedNames,
} from "../../sql/materialized-view/create-materialized-view.ts";
import {
  readDependents,
  readMaterializedView,
  type ViewRow,
} from "../../sql/materialized-view/read-materialized-view.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { type DeclaredView, placeOf } from "./declared-view.ts";

/** What the catalog has under this name, or `undefined`. */
export async function findView(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<ViewRow | undefined> {
  return inTransaction(client, async () => {
    await client.query(qualifiedNames);
    return (await client.query<ViewRow>(readMaterializedView, [schema, name])).rows[0];
  });
}

/**
 * How the server itself prints the declared query; texts that people write are never compared with it.
 * @throws UserError for a query that it does not take
 */
export async function canonicalDefinition(client: ClientBase, view: DeclaredView): Promise<string> {
  await client.query("BEGIN");
  try {
    await client.query(ownNames, [view.schema]);
    let definition = "";
    for (const statement of canonicalView(view.query)) {
      const { rows } = await client.query<{ definition?: string }>(statement);
      definition = rows[0]?.definition ?? definition;
    }
    return definition;
  } catch (error) {
    throw refusedQuery(error, view);
  } finally {
    await client.query("ROLLBACK");
  }
}

/** Names of what is made of the view, with what they are. */
export async function findDependents(
  client: ClientBase,
  { schema, name }: Pick<DeclaredView, "schema" | "name">,
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(readDependents, [schema, name]);
  return rows.map((row) => row.name);
}

/** @throws UserError naming what is made of the view, which a change of its query would take away */
export async function requireNoDependents(
  client: ClientBase,
  view: Pick<DeclaredView, "schema" | "name">,
  what: string,
): Promise<void> {
  const names = await findDependents(client, view);
  if (names.length === 0) return;
  throw new UserError(
    `cannot be ${what}: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} made of it`,
    {
      where: placeOf(view),
      mend: "Drop what is made of it in a migration first, and make it again in a later one.",
    },
  );
}

/** What the server says against a query: of its syntax, of names that are not there, of what its owner may not read. */
export function refusedQuery(error: unknown, view: DeclaredView): unknown {
  if (!errorCode(error)?.startsWith("42")) return error;
  const { message, hint } = error as { message: string; hint?: string };
  return new UserError(`the server does not take its query: ${message}${hint ? ` (${hint})` : ""}`, {
    where: placeOf(view),
    mend: `Correct its query in model/database.ts: what it names must be there, and readable for ${view.owner}.`,
    cause: error,
  });
}
