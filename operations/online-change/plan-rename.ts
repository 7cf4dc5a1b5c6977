import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { longestName } from "../../sql/fit-name.ts";
import type { ColumnFacts } from "../../sql/online-change/column-facts.ts";
import type { CopiedIndex } from "../../sql/online-change/index-copies.ts";
import { renameColumn } from "../../sql/online-change/rename-column.ts";
import type { ChangePlan } from "./change-plan.ts";
import type { ColumnPath } from "./column-path.ts";
import { copiedIndexes } from "./copied-indexes.ts";
import { readColumn } from "./read-column.ts";

/**
 * Plans the rename of a column that clients go on using. Reads the catalog, changes nothing.
 * @throws UserError when there is no such column, the new name is taken, or the column is a generated one
 */
export async function planRename(client: ClientBase, path: ColumnPath, to: string): Promise<ChangePlan> {
  const where = `${path.schema}.${path.table}.${path.column}`;
  if (to === "" || Buffer.byteLength(to) > longestName) {
    throw new UserError(`"${to}" cannot be a column's name`, {
      where,
      mend: `Give one of 1 to ${longestName} bytes.`,
    });
  }
  const facts = await readColumn(client, path, to);
  if (facts.new_is_taken) {
    throw new UserError(`the table has a column ${facts.new_column} already`, {
      where,
      mend:
        to === path.column
          ? "Give another name than it has."
          : "Give another name, or rename that column first.",
    });
  }
  if (facts.is_generated) {
    throw new UserError("it is a generated column, which no client writes", {
      where,
      mend: "Add a second generated column with the new name, and drop this one once nobody reads it.",
    });
  }
  const indexes = await copiedIndexes(client, path, to);
  return {
    schema: path.schema,
    stem: `${path.table}_${to}`,
    title: `rename ${where} to ${to}`,
    steps: renameColumn({ ...facts, indexes }),
    warnings: warnings(facts, indexes),
  };
}

function warnings(facts: ColumnFacts, indexes: readonly CopiedIndex[]): string[] {
  const { column, new_column: to, before_triggers: before, update_triggers: update, functions } = facts;
  const list = (names: readonly string[]) => new Intl.ListFormat("en-GB").format(names);
  const unique = indexes.filter((index) => index.unique).map(({ name }) => name);
  return [
    ...(unique.length > 0
      ? [
          `While ${list(unique)} ${unique.length === 1 ? "has a copy" : "have copies"}, one of two clients that upsert the same new value in the same moment may get a unique violation (23505): let it try again.`,
        ]
      : []),
    ...(before.length > 0
      ? [`Triggers that run before a row is written see the name the client used alone: ${list(before)}.`]
      : []),
    ...(update.length > 0 ? [`The backfill updates every row, which sets off ${list(update)}.`] : []),
    ...(functions.length > 0
      ? [`Functions with ${column} in their text have to say ${to} before the drop: ${list(functions)}.`]
      : []),
  ];
}
