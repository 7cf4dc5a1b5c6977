import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { columnToText } from "../../sql/online-change/column-to-text.ts";
import {
  type CheckOfColumn,
  type Obstacle,
  readChecks,
  readObstacles,
} from "../../sql/online-change/text-facts.ts";
import type { ChangePlan } from "./change-plan.ts";
import type { ColumnPath } from "./column-path.ts";
import { readColumn } from "./read-column.ts";

/**
 * Plans how a `varchar` column becomes `text` with a CHECK on its length. Reads the catalog, changes nothing.
 * @param maxLength in characters. @default the length of the varchar
 * @throws UserError when there is no such column, it is no varchar, no length is known, or something depends on its type
 */
export async function planToText(
  client: ClientBase,
  path: ColumnPath,
  maxLength?: number,
): Promise<ChangePlan> {
  const { schema, table, column } = path;
  const where = `${schema}.${table}.${column}`;
  const facts = await readColumn(client, path, column);
  if (!facts.is_varchar) {
    throw new UserError(`it is ${facts.type}, no varchar`, {
      where,
      mend: facts.type === "text" ? "There is nothing to do." : "This change is for character varying alone.",
    });
  }
  const length = maxLength ?? facts.max_length;
  if (length === null) {
    throw new UserError("its type has no length", { where, mend: "Give one: --max-length 200." });
  }
  const names = [schema, table, column];
  const { rows: obstacles } = await client.query<Obstacle>(readObstacles, names);
  if (obstacles.length > 0) {
    const list = obstacles.map(({ object }) => `  - ${object}`).join("\n");
    throw new UserError(`its type cannot change while clients go on:\n${list}`, {
      where,
      mend: "Each depends on the type. Drop them in a migration before, and make them again in one after.",
    });
  }
  const { rows: checks } = await client.query<CheckOfColumn>(readChecks, names);
  const shorter = facts.max_length !== null && length < facts.max_length;
  return {
    schema,
    stem: `${table}_${column}`,
    title: `${where} becomes text of at most ${length} characters`,
    steps: columnToText({ ...facts, checks, maxLength: length }),
    warnings: [
      `Prepared statements that return ${column} fail once its type is another, as PostgreSQL has it ("cached plan must not change result type"): let them say ${column}::text before.`,
      ...(shorter
        ? [`Rows with more than ${length} characters make the last step fail: shorten them before.`]
        : []),
    ],
  };
}
