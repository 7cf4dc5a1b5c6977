import { mayPass } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import { type Migration, migrationLabel } from "../../../operations/migrate/migration.ts";
import { type FullPlan, readPlan } from "../../../operations/migrate/read-plan.ts";
import type { HandlerContext } from "../../resource-handler.ts";

/** Pools whose server did not answer: it is asked once a run. */
const silent = new WeakSet<object>();

/**
 * What would bring the schema to what its files say, from the history on the server. `undefined` where that cannot be
 * asked: the server is not known yet, or does not answer, which is said; what the stack remembers counts then.
 *
 * @throws UserError when the history and the files contradict each other, such as by an edited file
 */
export async function compareHistory(
  context: HandlerContext,
  schema: string,
  files: readonly Migration[],
): Promise<FullPlan | undefined> {
  if (!context.knowsServer) return undefined;
  const { pool, target, note } = context;
  if (silent.has(pool)) return undefined;
  // A mistake of the user's inside is told from a server that does not answer, which is one of opening the connection.
  let connected = false;
  try {
    return await pool.use((client) => {
      connected = true;
      return readPlan({ client, connection: target, schema, files, rollBackMissing: true });
    });
  } catch (error) {
    const unanswered = connected
      ? mayPass(error) && !UserError.isInstance(error)
      : UserError.isInstance(error);
    if (!unanswered) throw error;
    const [why] = (error as Error).message.split("\n");
    if (!silent.has(pool))
      note(`the history of migrations was not read, what the stack remembers counts: ${why}`);
    silent.add(pool);
    return undefined;
  }
}

/** What was done by hand, a line each; what the state knows of anyway is not among it. */
export function changedByHand(
  { restore, rollBack, apply }: FullPlan,
  known: Readonly<Record<string, string>>,
): string[] {
  const names = (list: readonly Parameters<typeof migrationLabel>[0][]) =>
    list.map(migrationLabel).join(", ");
  const rolledBack = apply.filter((file) => known[migrationLabel(file)] !== undefined);
  const unknown = rollBack.filter((row) => known[migrationLabel(row)] === undefined);
  return [
    ...(restore.length === 0
      ? []
      : [
          `not in pgstack.migrations, though what comes of it is there: ${names(restore)}; an update compares, and puts the rows back`,
        ]),
    ...(rolledBack.length === 0
      ? []
      : [`rolled back by hand: ${names(rolledBack)}; an update applies it again`]),
    ...(unknown.length === 0 ? [] : [`applied by hand, and not among the files: ${names(unknown)}`]),
  ];
}
