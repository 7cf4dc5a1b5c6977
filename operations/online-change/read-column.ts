import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { type ColumnFacts, readColumnFacts } from "../../sql/online-change/column-facts.ts";
import type { ColumnPath } from "./column-path.ts";

/**
 * Reads a column that is to be changed, and refuses what cannot be changed step by step.
 * @param newName the name it is to have; the one it has, where the name stays
 * @throws UserError when there is no such column, or its table is no ordinary one
 */
export async function readColumn(
  client: ClientBase,
  path: ColumnPath,
  newName: string,
): Promise<ColumnFacts> {
  const { schema, table, column } = path;
  const { rows } = await client.query<ColumnFacts>(readColumnFacts, [schema, table, column, newName]);
  const [facts] = rows;
  const where = `${schema}.${table}.${column}`;
  if (facts === undefined) {
    throw new UserError("the database has no such column", {
      where,
      mend: "Is it spelled right, and are the migrations applied that make it?",
    });
  }
  if (facts.kind !== "r" || facts.is_partition || facts.has_relatives) {
    throw new UserError(`${schema}.${table} ${kindOf(facts)}, of which the steps are not made`, {
      where,
      mend: "They are for ordinary tables: PostgreSQL builds no index on the others beside the load.",
    });
  }
  return facts;
}

function kindOf({ kind, is_partition: isPartition }: ColumnFacts): string {
  if (kind === "p") return "is partitioned";
  if (isPartition) return "is a partition";
  return kind === "r" ? "inherits, or is inherited from" : "is no table";
}
