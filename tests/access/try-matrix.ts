import type { ClientBase } from "pg";
import type { DatabaseModel } from "../../model/database-model.ts";
import { accessMatrix } from "../../operations/access/access-matrix.ts";
import { privilegesOf } from "../../sql/access/privilege-letters.ts";
import { attemptsOn } from "./attempts.ts";
import { modelAllows } from "./model-allows.ts";

/** One privilege of one role on one object: what the model says, what the catalog says, and what came of a try. */
export interface Tried {
  readonly what: string;
  readonly model: string;
  readonly catalog: string;
  readonly outcome: string;
}

const refused = "42501";

const writableColumns = `
  SELECT n.nspname || '.' || c.relname AS table, min(a.attname::text) AS column
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attidentity = '' AND a.attgenerated = '' AND n.nspname <> 'pg_catalog'
  GROUP BY 1`;

/**
 * Tries every verb on every object, as each role that logs in, and sets it beside the model and the matrix.
 *
 * @param as works on a connection of a role's own
 * @returns one of each; they agree where `model`, `catalog` and `outcome` are equal
 */
export async function tryMatrix(
  admin: ClientBase,
  model: DatabaseModel,
  as: <T>(role: string, work: (client: ClientBase) => Promise<T>) => Promise<T>,
): Promise<Tried[]> {
  const matrix = await accessMatrix(admin);
  const { rows: columns } = await admin.query<{ table: string; column: string }>(writableColumns);
  const columnOf = new Map(columns.map(({ table, column }) => [table, column]));
  const tried: Tried[] = [];
  for (const { name: role } of model.roles.filter(({ login }) => login)) {
    const at = matrix.roles.indexOf(role);
    await as(role, async (client) => {
      await client.query("BEGIN READ WRITE");
      for (const { kind, schema, name, held, open } of matrix.rows) {
        const column = columnOf.get(`${schema}.${name}`);
        for (const attempt of attemptsOn({ kind, schema, name, ...(column !== undefined && { column }) })) {
          const { privilege, sql, otherwise = "done" } = attempt;
          const may = (allowed: boolean) => (allowed ? otherwise : refused);
          const wish = { role, kind, name, privilege, ...(schema !== null && { schema }) };
          const inCatalog =
            (kind === "schema" || open[at] === true) &&
            privilegesOf(held[at] ?? "").some((each) => each === privilege);
          tried.push({
            what: `${role}: ${sql}`,
            model: may(modelAllows(model, wish)),
            catalog: may(inCatalog),
            outcome: await outcomeOf(client, sql),
          });
        }
      }
      await client.query("ROLLBACK");
    });
  }
  return tried;
}

/** Those on which the three do not agree. */
export function disagreements(tried: readonly Tried[]): Tried[] {
  return tried.filter(({ model, catalog, outcome }) => model !== catalog || catalog !== outcome);
}

async function outcomeOf(client: ClientBase, sql: string): Promise<string> {
  await client.query("SAVEPOINT attempt");
  const outcome = await client.query(sql).then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
  await client.query("ROLLBACK TO SAVEPOINT attempt");
  return outcome;
}
